import { Button } from '@mantine/core';
import { useOperation } from '../client/use-operation.ts';
import { formatCount } from '../model/format-number.ts';
import { useDiagnostics } from '../palette/use-diagnostics.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Facts } from '../ui/facts.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** Where things are, and what someone who helps will ask for. */
export function AdvancedPanel({ file }: { file: string }) {
  const status = useOperation('status.get', {});
  const exportDiagnostics = useDiagnostics();
  return (
    <Panel title="Advanced">
      <div className="setting-text">
        <p className="dim">Settings are a file of their own; what is not in it has its default.</p>
        <CodeBlock label="settings file" code={file} />
        <QueryView query={status}>
          {({ dataDir, version, pid, failures }) => (
            <>
              <p className="dim">Entries, log, marks and models are in the data folder.</p>
              <CodeBlock label="data folder" code={dataDir} />
              <Facts
                items={[
                  { name: 'Version', value: version },
                  { name: 'Process', value: String(pid) },
                  ...Object.entries(failures).map(([name, count]) => ({
                    name: `Failures: ${name.replaceAll('_', ' ')}`,
                    value: formatCount(count),
                  })),
                ]}
              />
              {Object.keys(failures).length === 0 ? (
                <p className="dim">Nothing has failed behind a request since the start.</p>
              ) : null}
            </>
          )}
        </QueryView>
        <Button variant="default" onClick={exportDiagnostics}>
          Export diagnostics
        </Button>
        <p className="dim">State, settings, health and counts of outcomes; no prompt, answer, header or key.</p>
      </div>
    </Panel>
  );
}
