import { NativeSelect } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { MatchReplay } from '../../../src-core/contracts/match-lab.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCount, formatPlural } from '../model/format-number.ts';
import { replaySummary, targetWords } from '../model/lab-words.ts';
import { pointFacts } from '../model/replay-points.ts';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { EmptyState, LoadingState } from '../ui/states.tsx';
import { NameFilter } from './name-filter.tsx';
import { PairList } from './pair-list.tsx';
import { ReplayTable } from './replay-table.tsx';

const ReplayCharts = lazy(async () => ({ default: (await import('./replay-charts.tsx')).ReplayCharts }));

const amounts = ['200', '2000', '20000'] as const;

/** What the latest logged lookups would have got at the target: hits, tokens, money, and the pairs that would change. */
export function ReplayPanel({ target, inUse }: { target: number; inUse: number | null }) {
  const [last, setLast] = useState<string>('2000');
  const [project, setProject] = useState('');
  const replay = useOperation(
    'match.replay',
    { target, last: Number(last), ...(project === '' ? {} : { project }) },
    { keepPrevious: true, fresh: true },
  );
  return (
    <Panel title="Replay past requests at this target">
      <div className="lab-results">
        <div className="try-options">
          <NativeSelect
            label="Requests"
            value={last}
            data={amounts.map((value) => ({ value, label: `The last ${formatCount(Number(value))}` }))}
            onChange={(event) => setLast(event.currentTarget.value)}
          />
          <NameFilter of="project" value={project} onValue={setProject} />
        </div>
        <QueryView query={replay}>{(value) => <Replay replay={value} inUse={inUse} />}</QueryView>
      </div>
    </Panel>
  );
}

function Replay({ replay, inUse }: { replay: MatchReplay; inUse: number | null }) {
  const { requests, from, to, chosen } = replay;
  if (requests === 0 || from === null || to === null) {
    return (
      <EmptyState title="No request was compared by meaning yet">
        <p className="state-body">
          With matching on, each request that no identical one answers is compared with what is stored. What was found
          stays in the traffic log, and shows here at any target.
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      <p className="dim">
        {formatPlural(requests, 'request')} that were looked for by meaning, from <RelativeTime at={from} /> to{' '}
        <RelativeTime at={to} />. Each is judged by what was found when it came; nothing is asked anew.
      </p>
      <p className="visually-hidden" aria-live="polite">
        {replaySummary(replay)}
      </p>
      <dl className="replay-figures" aria-label={`At ${targetWords(chosen.target)}`}>
        {pointFacts(chosen).map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Suspense fallback={<LoadingState />}>
        <ReplayCharts replay={replay} inUse={inUse} />
      </Suspense>
      <ReplayTable replay={replay} />
      <PairList pairs={replay.pairs} changed={chosen.gained + chosen.lost} />
    </>
  );
}
