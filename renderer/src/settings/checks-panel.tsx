import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { shadowVerdictSchema, type ShadowReport, type ShadowVerdict } from '../../../src-core/contracts/shadow.ts';
import { useAction } from '../client/use-action.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCount, formatPlural } from '../model/format-number.ts';
import { Facts } from '../ui/facts.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { CheckItem } from './check-item.tsx';

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });
const words: Record<ShadowVerdict, string> = { same: 'Same', different: 'Different', unclear: 'Unclear' };
const refresh = ['shadow.get', 'shadow.list', 'status.get', 'settings.get'];

/** What the checks found, and each of them for the owner to judge. */
export function ChecksPanel() {
  const report = useOperation('shadow.get', {});
  return (
    <Panel title="What the checks found">
      <QueryView query={report}>
        {(value) => (
          <div className="setting-text">
            <Report report={value} />
            {value.checks === 0 ? (
              <p className="dim">
                {value.share === 0 ? 'Checks are off.' : 'No answer by meaning has been checked yet.'}
              </p>
            ) : (
              <CheckList />
            )}
          </div>
        )}
      </QueryView>
    </Panel>
  );
}

function Report({ report }: { report: ShadowReport }) {
  const { falseRate, today, stopped, checks, same, different, unclear, maxFalseRate } = report;
  const act = useAction();
  return (
    <>
      <Facts
        items={[
          {
            name: 'Wrong answers',
            value:
              falseRate === null
                ? 'not known yet'
                : `${percent.format(falseRate.rate)}, surely between ${percent.format(falseRate.low)} and ${percent.format(falseRate.high)}; accepted are ${percent.format(maxFalseRate)}`,
          },
          {
            name: 'Checks',
            value: `${formatCount(checks)}: ${formatCount(same)} same, ${formatCount(different)} different, ${formatCount(unclear)} unclear`,
          },
          {
            name: 'Today',
            value: `${formatPlural(today.requests, 'check')} of ${formatCount(today.maxRequests)}, ${dollars.format(today.dollars)} of ${dollars.format(today.maxDollars)}`,
          },
        ]}
      />
      {stopped === null ? null : (
        <div className="stopped-note">
          <p className="warn">Stopped: {stopped}</p>
          <Button variant="default" onClick={() => act('shadow.resume', {}, { refresh })}>
            Forget the checks and resume
          </Button>
        </div>
      )}
    </>
  );
}

function CheckList() {
  const [verdict, setVerdict] = useState<ShadowVerdict>('different');
  const list = useOperation('shadow.list', { verdict, limit: 20 });
  return (
    <>
      <SegmentedControl
        aria-label="Checks to show"
        style={{ alignSelf: 'start' }}
        data={shadowVerdictSchema.options.map((value) => ({ value, label: words[value] }))}
        value={verdict}
        onChange={(value) => setVerdict(shadowVerdictSchema.parse(value))}
      />
      <QueryView query={list}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? <p className="dim">None.</p> : null}
            <ul className="check-list">
              {items.map((check) => (
                <CheckItem key={check.id} check={check} />
              ))}
            </ul>
            {total > items.length ? (
              <p className="dim">
                The newest {formatCount(items.length)} of {formatCount(total)}.
              </p>
            ) : null}
          </>
        )}
      </QueryView>
    </>
  );
}
