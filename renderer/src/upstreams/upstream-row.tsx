import { Button } from '@mantine/core';
import { useState } from 'react';
import type { UpstreamView } from '../../../src-core/contracts/views.ts';
import { dialectNames } from '../model/dialect-names.ts';
import { Badge } from '../ui/badge.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { TestResult } from './test-result.tsx';
import { UpstreamState } from './upstream-state.tsx';
import { useUpstreamCommands } from './use-upstream-commands.ts';

export function UpstreamRow({ upstream }: { upstream: UpstreamView }) {
  const { name, title, baseUrl, prefix, dialects, builtIn, isDefault, keyLast4 } = upstream;
  const [askingKey, setAskingKey] = useState(false);
  const { test, makeDefault, remove, removeKey } = useUpstreamCommands(upstream);
  return (
    <tr>
      <th scope="row">
        {title} {isDefault ? <Badge tone="refresh">default</Badge> : null}
      </th>
      <td>
        <code className="upstream-url">{baseUrl}</code>
        <div className="dim">
          reached at <code>{prefix}</code>
        </div>
        {keyLast4 === null ? null : (
          <div className="upstream-key">
            key {keyLast4 === '' ? 'set' : <code>…{keyLast4}</code>} for requests without one
            <Button variant="subtle" size="compact-xs" aria-label={`Forget the key of ${name}`} onClick={removeKey}>
              Forget
            </Button>
          </div>
        )}
        <div className="dim">{dialects.length === 0 ? 'passes through' : `caches ${dialectNames(dialects)}`}</div>
      </td>
      <td>
        <UpstreamState upstream={upstream} />
        <TestResult test={test} />
      </td>
      <td className="upstream-actions">
        <Button
          variant="default"
          loading={test.isPending}
          aria-label={`Test ${name}`}
          onClick={() => test.mutate({ name })}
        >
          Test
        </Button>
        <Button variant="default" aria-label={`Key of ${name}`} onClick={() => setAskingKey(true)}>
          Key…
        </Button>
        {askingKey ? <KeyDialog name={name} title={title} onClose={() => setAskingKey(false)} /> : null}
        {isDefault ? null : (
          <Button variant="default" aria-label={`Make default: ${name}`} onClick={makeDefault}>
            Make default
          </Button>
        )}
        {builtIn || isDefault ? null : (
          <Button variant="default" aria-label={`Remove ${name}`} onClick={remove}>
            Remove
          </Button>
        )}
      </td>
    </tr>
  );
}
