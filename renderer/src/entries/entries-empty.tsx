import { Button } from '@mantine/core';
import { EmptyState } from '../ui/states.tsx';

export function EntriesEmpty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  if (filtered) {
    return (
      <EmptyState title="No entry fits the search">
        <p className="state-body">Words are looked for in prompts and answers; all of them must occur.</p>
        <Button variant="default" onClick={onReset}>
          Show all entries
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing is stored yet">
      <p className="state-body">
        Complete answers of chat completions, completions and embeddings are kept here, on this machine. Send a request
        through the proxy and it shows.
      </p>
      <p>
        See <a href="#/clients">the settings of your tool</a>, or <a href="#/traffic">what came in so far</a>.
      </p>
    </EmptyState>
  );
}
