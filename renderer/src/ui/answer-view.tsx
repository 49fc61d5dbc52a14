import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { EntryDetail } from '../../../src-core/contracts/views.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { CodeBlock } from './code-block.tsx';
import { PlainText } from './plain-text.tsx';
import './conversation.css';

/** The recorded answer as text, or byte for byte as the upstream sent it. */
export function AnswerView({ entry }: { entry: EntryDetail }) {
  const [form, setForm] = useState('text');
  return (
    <div className="detail-stack">
      <SegmentedControl
        aria-label="Form of the answer"
        style={{ alignSelf: 'start' }}
        data={[
          { value: 'text', label: 'Text' },
          { value: 'raw', label: `Raw ${entry.mode === 'json' ? 'JSON' : 'stream'}` },
        ]}
        value={form}
        onChange={setForm}
      />
      {form === 'text' ? (
        <div className="turn">
          <span className="turn-role">answer</span>
          <PlainText text={entry.answerText} />
        </div>
      ) : (
        <>
          <CodeBlock label="recorded answer" code={entry.rawAnswer} wrap />
          {entry.rawAnswerTruncated ? (
            <p className="dim">Only the first {formatBytes(256 * 1024)} are shown; clients get all of it.</p>
          ) : null}
        </>
      )}
    </div>
  );
}
