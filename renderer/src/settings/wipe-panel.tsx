import { Button } from '@mantine/core';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatPlural } from '../model/format-number.ts';
import { ClearCache } from '../shell/clear-cache.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** What is kept on this machine, and the way to be rid of it. */
export function WipePanel() {
  const status = useOperation('status.get', {});
  const [clearing, setClearing] = useState(false);
  return (
    <Panel title="What is kept">
      <QueryView query={status}>
        {({ store }) => (
          <div className="setting-text">
            <p>
              Requests and answers of {formatPlural(store.entries, 'entry', 'entries')}, {formatBytes(store.bytes)};
              marks; and the traffic log, without prompts, answers or keys. Credentials are kept as salted hashes only,
              unless you leave a key with an upstream. All of it is on this machine.
            </p>
            <p className="dim">
              Clearing can be undone for ten minutes. Rows of the log go by themselves after the days above.
            </p>
            <Button color="danger" variant="default" disabled={store.entries === 0} onClick={() => setClearing(true)}>
              Clear all entries…
            </Button>
          </div>
        )}
      </QueryView>
      {clearing ? <ClearCache onClose={() => setClearing(false)} /> : null}
    </Panel>
  );
}
