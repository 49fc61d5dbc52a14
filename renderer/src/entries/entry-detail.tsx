import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { EntryDetail } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { writeFilterPair } from '../model/filter-text.ts';
import { prettyJson } from '../model/json-text.ts';
import { formatRoute } from '../router/route.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Conversation } from '../ui/conversation.tsx';
import { DetailPane } from '../ui/detail-pane.tsx';
import { DetailTabs, type DetailTab } from '../ui/detail-tabs.tsx';
import { KeyParts } from '../ui/key-parts.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { AnsweredTab } from './answered-tab.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { useWrongAnswer } from './use-wrong-answer.ts';

interface EntryDetailPaneProps {
  id: string;
  onPin: (pinned: boolean) => void;
  onTtl: (entry: EntryDetail) => void;
  onExpire: (entry: EntryDetail) => void;
  onDelete: () => void;
  onClose: () => void;
}

/** One stored answer: what was asked, with which parameters, what was answered, and how often it served. */
export function EntryDetailPane({ id, onPin, onTtl, onExpire, onDelete, onClose }: EntryDetailPaneProps) {
  const query = useOperation('entries.get', { id });
  const [tab, setTab] = useState('conversation');
  const markWrong = useWrongAnswer(
    useCallback(() => setTab('answered'), []),
    onClose,
  );
  const entry = query.data;
  return (
    <DetailPane
      label="Entry details"
      title={entry === undefined ? 'Entry' : entry.promptPreview || 'Entry'}
      onClose={onClose}
      actions={
        entry === undefined ? undefined : (
          <>
            <Button variant="default" onClick={() => onPin(!entry.pinned)}>
              {entry.pinned ? 'Unpin' : 'Pin'}
            </Button>
            <Button variant="default" onClick={() => onTtl(entry)}>
              Time to live…
            </Button>
            <Button variant="default" onClick={() => onExpire(entry)}>
              Expire now
            </Button>
            <Button variant="default" onClick={onDelete}>
              Delete
            </Button>
            {entry.hits === 0 ? null : (
              <Button
                variant="default"
                title="The answer it gave was wrong: never give it to that text again"
                onClick={() => markWrong(id)}
              >
                Wrong answer
              </Button>
            )}
            <Button
              variant="default"
              component="a"
              href={formatRoute({ screen: 'traffic', query: writeFilterPair('entry', id) })}
            >
              Show its requests
            </Button>
          </>
        )
      }
    >
      <QueryView query={query}>{(value) => <DetailTabs tabs={tabsOf(value)} tab={tab} onTab={setTab} />}</QueryView>
    </DetailPane>
  );
}

function tabsOf(entry: EntryDetail): DetailTab[] {
  return [
    { id: 'conversation', title: 'Conversation', content: <Conversation turns={entry.conversation} /> },
    { id: 'answer', title: 'Answer', content: <AnswerView entry={entry} /> },
    { id: 'answered', title: 'Answered', content: <AnsweredTab entry={entry} /> },
    {
      id: 'parameters',
      title: 'Parameters',
      content: <CodeBlock label="parameters" code={prettyJson(entry.parameters)} />,
    },
    {
      id: 'facts',
      title: 'Facts',
      content: (
        <div className="detail-stack">
          <EntryFacts entry={entry} />
          <div>
            <h3>Identity</h3>
            <KeyParts parts={entry.keyParts} />
          </div>
        </div>
      ),
    },
  ];
}
