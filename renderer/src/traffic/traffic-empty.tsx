import { Button } from '@mantine/core';
import { useOperation } from '../client/use-operation.ts';
import { sampleCurl, sampleModel } from '../model/base-url.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { EmptyState } from '../ui/states.tsx';

/** Why the list is empty: nothing fits the filter, or nothing came yet. */
export function TrafficEmpty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  const status = useOperation('status.get', {});
  if (filtered) {
    return (
      <EmptyState title="No request fits the filter">
        <Button variant="default" onClick={onReset}>
          Show all traffic
        </Button>
      </EmptyState>
    );
  }
  const url = status.data?.url ?? null;
  return (
    <EmptyState title="No requests yet">
      <p className="state-body">
        Every request that goes through the proxy shows here the moment it ends. Try one from a terminal:
      </p>
      {url === null || status.data === undefined ? null : (
        <CodeBlock label="a first request" code={sampleCurl(url, sampleModel(status.data.defaultUpstream))} />
      )}
      <p>
        Or see <a href="#/clients">the settings of your tool</a>.
      </p>
    </EmptyState>
  );
}
