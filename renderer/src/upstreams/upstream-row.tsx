import { Button } from '@mantine/core';
import type { UpstreamView } from '../../../src-core/contracts/views.ts';
import { dialectNames } from '../model/dialect-names.ts';
import { Badge } from '../ui/badge.tsx';
import { TestResult } from './test-result.tsx';
import { UpstreamState } from './upstream-state.tsx';
import { useUpstreamCommands } from './use-upstream-commands.ts';

export function UpstreamRow({ upstream }: { upstream: UpstreamView }) {
  const { name, title, baseUrl, prefix, dialects, builtIn, isDefault } = upstream;
  const { test, makeDefault, remove } = useUpstreamCommands(upstream);
  return (
    <tr>
      <th scope="row">
        {title} {isDefault ? <Badge tone="refresh">default</Badge> : null}
      </th>
      <td>
        <UpstreamState upstream={upstream} />
        <TestResult test={test} />
      </td>
      <td>
        <code className="upstream-url">{baseUrl}</code>
      </td>
      <td>
        <code>{prefix}</code>
      </td>
      <td className={dialects.length === 0 ? 'dim' : undefined}>
        {dialects.length === 0 ? 'passes through' : dialectNames(dialects)}
      </td>
      <td className="upstream-actions">
        <Button variant="default" loading={test.isPending} aria-label={`Test ${name}`} onClick={() => test.mutate({ name })}>
          Test
        </Button>
        <Button
          variant="default"
          disabled={isDefault}
          aria-label={`Make ${name} the default`}
          onClick={makeDefault}
        >
          Make default
        </Button>
        {builtIn ? null : (
          <Button
            variant="default"
            disabled={isDefault}
            title={isDefault ? 'Make another upstream the default first' : undefined}
            aria-label={`Remove ${name}`}
            onClick={remove}
          >
            Remove
          </Button>
        )}
      </td>
    </tr>
  );
}
