import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { EntryDetail } from '../../../src-core/contracts/views.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { CodeBlock } from './code-block.tsx';
import { MarkdownText } from './markdown.tsx';
import { PlainText } from './plain-text.tsx';
import { StreamReplay } from './stream-replay.tsx';
import './conversation.css';

/** The recorded answer laid out, as plain text, byte for byte as the upstream sent it, or event by event. */
export function AnswerView({ entry }: { entry: EntryDetail }) {
  const [chosen, setForm] = useState('rendered');
  // Stepping through rows keeps the form, where the answer has it.
  const form = chosen === 'replay' && entry.mode === 'json' ? 'rendered' : chosen;
  return (
    <div className="detail-stack">
      <SegmentedControl
        aria-label="Form of the answer"
        style={{ alignSelf: 'start' }}
        data={[
          { value: 'rendered', label: 'Rendered' },
          { value: 'text', label: 'Text' },
          { value: 'raw', label: `Raw ${entry.mode === 'json' ? 'JSON' : 'stream'}` },
          ...(entry.mode === 'json' ? [] : [{ value: 'replay', label: 'Replay' }]),
        ]}
        value={form}
        onChange={setForm}
      />
      <AnswerForm entry={entry} form={form} />
      {form !== 'rendered' && form !== 'text' && entry.rawAnswerTruncated ? (
        <p className="dim">Only the first {formatBytes(256 * 1024)} are shown; clients get all of it.</p>
      ) : null}
    </div>
  );
}

function AnswerForm({ entry, form }: { entry: EntryDetail; form: string }) {
  const { id, mode, rawAnswer, answerText, requestDurationMs } = entry;
  if (form === 'raw') return <CodeBlock label="recorded answer" code={rawAnswer} wrap />;
  if (form === 'replay' && mode !== 'json')
    return <StreamReplay key={id} recording={rawAnswer} mode={mode} durationMs={requestDurationMs} />;
  return (
    <div className="turn">
      <span className="turn-role">answer</span>
      {form === 'text' ? <PlainText text={answerText} /> : <MarkdownText text={answerText} />}
    </div>
  );
}
