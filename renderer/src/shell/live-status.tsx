import { useConnection } from '../client/live-context.ts';
import { useOperation } from '../client/use-operation.ts';
import { liveState } from '../model/live-state.ts';

/** A dot with words: whether the proxy runs, and why not when it does not. */
export function LiveStatus() {
  const status = useOperation('status.get', {});
  const { tone, words, detail } = liveState(status.data, useConnection());
  return (
    <output className="live-status" data-tone={tone} title={detail}>
      <span className="live-dot" aria-hidden />
      {words}
    </output>
  );
}
