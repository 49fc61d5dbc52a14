import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { Topic } from '../../../src-core/contracts/events.ts';
import type { ConnectionState } from './transport.ts';

export interface Live {
  connection: ConnectionState;
  /** Calls the listener with the topics of every tick until the returned function is called. */
  onTick: (listener: (topics: readonly Topic[]) => void) => () => void;
}

export const LiveContext = createContext<Live>({ connection: 'connecting', onTick: () => () => undefined });

export const useLive = (): Live => useContext(LiveContext);

export const useConnection = (): ConnectionState => useContext(LiveContext).connection;

/** Runs `onChange` whenever a tick names the topic. */
export function useTick(topic: Topic, onChange: () => void): void {
  const { onTick } = useContext(LiveContext);
  const changed = useEffectEvent(onChange);
  useEffect(
    () =>
      onTick((topics) => {
        if (topics.includes(topic)) changed();
      }),
    [onTick, topic],
  );
}
