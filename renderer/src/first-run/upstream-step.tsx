import { Button, NativeSelect } from '@mantine/core';
import { useAction } from '../client/use-action.ts';
import { useCommand, useOperation } from '../client/use-operation.ts';
import { TestResult } from '../upstreams/test-result.tsx';
import { GuideStep } from './guide-step.tsx';

const refresh = ['upstreams.list', 'settings.get', 'status.get'];

/** Where requests go on to: a choice among what is known, tested on the spot. */
export function UpstreamStep({ done }: { done: boolean }) {
  const upstreams = useOperation('upstreams.list', {});
  const act = useAction();
  const test = useCommand('upstreams.test', ['upstreams.list']);
  const items = upstreams.data?.items ?? [];
  const chosen = items.find(({ isDefault }) => isDefault);
  return (
    <GuideStep number={1} title="Choose where requests go on to" done={done || test.data?.reachable === true}>
      <div className="guide-line">
        <NativeSelect
          aria-label="Default upstream"
          data={items.map(({ name, title }) => ({ value: name, label: title }))}
          value={chosen?.name ?? ''}
          onChange={(event) => {
            test.reset();
            act('upstreams.set', { name: event.currentTarget.value, makeDefault: true }, { refresh });
          }}
        />
        <Button
          variant="default"
          loading={test.isPending}
          disabled={chosen === undefined}
          onClick={() => chosen !== undefined && test.mutate({ name: chosen.name })}
        >
          Test
        </Button>
        <TestResult test={test} />
      </div>
      <p className="dim">
        Only the default; the others are reached by their path. Yours is missing? <a href="#/upstreams">Add it</a>.
      </p>
    </GuideStep>
  );
}
