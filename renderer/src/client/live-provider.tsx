import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { topicSchema, type Topic } from '../../../src-core/contracts/events.ts';
import type { OperationName } from '../../../src-core/contracts/operations.ts';
import { useClient } from './client-context.ts';
import { LiveContext, type Live } from './live-context.ts';
import { createThrottle } from './throttle.ts';
import { queriesOfTopic, restMs } from './topics.ts';
import type { ConnectionState } from './transport.ts';

const everyTopic = topicSchema.options;

/** Listens to the core's ticks and asks again for what they concern. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const queries = useQueryClient();
  const [connection, setConnection] = useState<ConnectionState>('connecting');
  const [listeners] = useState(() => new Set<(topics: readonly Topic[]) => void>());

  useEffect(() => {
    const throttle = createThrottle<OperationName>((name) => askAgain(queries, name), restMs);
    const spread = (topics: readonly Topic[]): void => {
      for (const name of new Set(topics.flatMap((topic) => queriesOfTopic[topic]))) throttle.ask(name);
      for (const listener of listeners) listener(topics);
    };
    let wasLost = false;
    const stop = client.listen(
      ({ topics }) => spread(topics),
      (state) => {
        setConnection(state);
        // What happened while nothing listened was not told.
        if (state === 'open' && wasLost) spread(everyTopic);
        wasLost = state === 'lost';
        // Finds out whether the core is gone or only the session.
        if (wasLost) askAgain(queries, 'status.get');
      },
    );
    return () => {
      stop();
      throttle.stop();
    };
  }, [client, queries, listeners]);

  const onTick = useCallback<Live['onTick']>(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [listeners],
  );
  const live = useMemo<Live>(() => ({ connection, onTick }), [connection, onTick]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function askAgain(queries: QueryClient, name: OperationName): void {
  void queries.invalidateQueries({ queryKey: [name] }, { cancelRefetch: false });
}
