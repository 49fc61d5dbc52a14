import type { UpstreamTest } from '../../../src-core/contracts/views.ts';
import { messageOf } from '../client/client-error.ts';
import { formatDuration } from '../model/format-duration.ts';

/** What the Test button found, in the row it belongs to. */
export function TestResult({ test }: { test: { data: UpstreamTest | undefined; error: unknown } }) {
  const { data, error } = test;
  if (error !== null && error !== undefined) return <output className="upstream-test bad">{messageOf(error)}</output>;
  if (data === undefined) return null;
  const { reachable, status, milliseconds, message } = data;
  return (
    <output className={`upstream-test ${reachable ? 'good' : 'bad'}`} title={message}>
      {reachable ? `Reachable, status ${String(status)}` : message} in {formatDuration(milliseconds)}
    </output>
  );
}
