import { useState } from 'react';
import type { OperationResult } from '../../../src-core/contracts/operations.ts';
import type { EntryDetail, MarkVerdict, TrafficDetail } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { prettyJson } from '../model/json-text.ts';
import { formatRoute } from '../router/route.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { Conversation } from '../ui/conversation.tsx';
import { DetailPane } from '../ui/detail-pane.tsx';
import { DetailTabs, type DetailTab } from '../ui/detail-tabs.tsx';
import { MarkButtons } from '../ui/mark-buttons.tsx';
import { OutcomeBadge } from '../ui/outcome-badge.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { EmptyState } from '../ui/states.tsx';
import { TextPair } from '../ui/text-pair.tsx';
import { CopyCurl } from './copy-curl.tsx';
import { ExportHar } from './export-har.tsx';
import { HeadersTab } from './headers-tab.tsx';
import { TimingTab } from './timing-tab.tsx';
import { WhyTab } from './why-tab.tsx';

/** Everything known of one request: why it was answered as it was, what was said, headers and times. */
export function TrafficDetailPane({ id, onClose }: { id: string; onClose: () => void }) {
  const explained = useOperation('explain.request', { id });
  const [tab, setTab] = useState('why');
  const request = explained.data?.request ?? null;
  const entry = explained.data?.entry ?? null;
  return (
    <DetailPane
      label="Request details"
      title={request === null ? 'Request' : <Title request={request} />}
      actions={
        explained.data === undefined || request === null ? undefined : (
          <Actions request={request} entry={entry} verdict={explained.data.verdict} />
        )
      }
      onClose={onClose}
    >
      <QueryView query={explained}>
        {(value) =>
          value.request === null ? (
            <EmptyState title="This is not a request">
              <a href={formatRoute({ screen: 'entries', id })}>Show it under Entries</a>
            </EmptyState>
          ) : (
            <DetailTabs tabs={tabsOf(value, value.request)} tab={tab} onTab={setTab} />
          )
        }
      </QueryView>
    </DetailPane>
  );
}

function Title({ request }: { request: TrafficDetail }) {
  return (
    <>
      <OutcomeBadge row={request} /> {request.method} {request.path}
    </>
  );
}

function Actions(props: { request: TrafficDetail; entry: EntryDetail | null; verdict: MarkVerdict | null }) {
  const { request, entry, verdict } = props;
  return (
    <>
      {request.match === 'semantic' ? <MarkButtons requestId={request.id} verdict={verdict} /> : null}
      <CopyCurl request={request} />
      <ExportHar filter={{ id: [request.id] }} label="Save as HAR" title="Save this request as an HTTP archive" />
      {entry === null ? null : <a href={formatRoute({ screen: 'entries', id: entry.id })}>Show the entry</a>}
      {entry === null ? null : (
        <a href={formatRoute({ screen: 'lab', query: entry.promptPreview })}>Try in the match lab</a>
      )}
    </>
  );
}

function tabsOf(explained: OperationResult<'explain.request'>, request: TrafficDetail): DetailTab[] {
  const { entry, asked } = explained;
  const byMeaning = request.match === 'semantic';
  return [
    { id: 'why', title: 'Why', content: <WhyTab explained={explained} request={request} /> },
    {
      id: 'request',
      title: 'Request',
      content: entry === null ? <NoBody /> : <RequestTab entry={entry} byMeaning={byMeaning} asked={asked} />,
    },
    { id: 'answer', title: 'Answer', content: entry === null ? <NoBody /> : <AnswerView entry={entry} /> },
    { id: 'headers', title: 'Headers', content: <HeadersTab request={request} /> },
    { id: 'timing', title: 'Timing', content: <TimingTab request={request} /> },
  ];
}

function RequestTab({ entry, byMeaning, asked }: { entry: EntryDetail; byMeaning: boolean; asked: string | null }) {
  return (
    <div className="detail-stack">
      {byMeaning ? (
        <>
          <p className="warn">
            This is the stored request that answered. The one that was asked differs in its wording.
          </p>
          {asked === null ? null : (
            <div>
              <h3>What was asked, against what is stored</h3>
              <TextPair stored={entry.conversation.at(-1)?.text ?? ''} asked={asked} />
            </div>
          )}
        </>
      ) : null}
      <Conversation turns={entry.conversation} />
      <div>
        <h3>Parameters</h3>
        <CodeBlock label="parameters" code={prettyJson(entry.parameters)} />
      </div>
    </div>
  );
}

function NoBody() {
  return (
    <EmptyState title="Not kept">
      <p className="state-body">
        Prompts and answers are kept only in cache entries, and this request has none: it was not stored, or its entry
        has been removed.
      </p>
    </EmptyState>
  );
}
