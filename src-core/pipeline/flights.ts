import type { Exchange } from './exchange.ts';
import type { Flight } from './flight.ts';
import type { Lookup, RecordResult } from './record-answer.ts';

/** An upstream call under way for a request that others may ask as well. */
export interface SharedCall {
  flight: Flight;
  /** Form that the answer comes in; only requests for the same form can share it live. */
  form: string;
  /** Resolves when the answer is recorded or cannot be. */
  recorded: Promise<RecordResult>;
}

/** Upstream calls under way by the identity of their request, which holds credential and project: nothing crosses them. */
export interface Flights {
  find: (lookup: Lookup) => SharedCall | undefined;
  add: (lookup: Lookup, call: SharedCall) => void;
  remove: (lookup: Lookup, call: SharedCall) => void;
  /** Upstream calls that others may join, and the clients that get their answers. */
  totals: () => { calls: number; clients: number };
}

export function createFlights(): Flights {
  const calls = new Map<string, SharedCall>();
  return {
    find: ({ key }) => calls.get(key.key),
    add: ({ key }, call) => {
      if (!calls.has(key.key)) calls.set(key.key, call);
    },
    remove: ({ key }, call) => {
      if (calls.get(key.key) === call) calls.delete(key.key);
    },
    totals: () => {
      let clients = 0;
      for (const { flight } of calls.values()) clients += flight.clients();
      return { calls: calls.size, clients };
    },
  };
}

/** What must be equal for two clients to take the same bytes: the form of the answer, and the compressions they read. */
export function formOf({ request }: Exchange, lookup: Lookup): string {
  return JSON.stringify([lookup.request.wish, request.headers['accept-encoding'] ?? '']);
}
