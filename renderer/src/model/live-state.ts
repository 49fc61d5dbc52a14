import type { HealthItem, Status } from '../../../src-core/contracts/views.ts';

export interface LiveState {
  tone: 'good' | 'warn' | 'bad' | 'idle';
  words: string;
  detail: string;
}

const healthNames: Record<string, string> = {
  proxy: 'Proxy',
  store: 'Store',
  selfTest: 'Self-test',
  hitRate: 'Hit rate',
  mode: 'Mode',
  matching: 'Matching',
  models: 'Models',
  index: 'Vector index',
};

/** A part of the product as people call it; a part that a newer core adds is called by its code. */
export const healthName = (part: string): string => healthNames[part] ?? part;

export const healthWords: Record<HealthItem['state'], string> = {
  ok: 'OK',
  starting: 'Starting',
  degraded: 'Needs attention',
  down: 'Down',
};

/** Parts without which nothing is answered or kept; requests get along without the others. */
const vital: ReadonlySet<string> = new Set(['proxy', 'store']);

/** The one line of the top bar that says whether all is well. */
export function liveState(status: Status | undefined, connection: 'connecting' | 'open' | 'lost'): LiveState {
  if (connection === 'lost') {
    return { tone: 'bad', words: 'Reconnecting…', detail: 'Semcache does not answer; what is shown may be old.' };
  }
  if (status === undefined) return { tone: 'idle', words: 'Connecting…', detail: 'Asking for the state.' };
  const down = status.health.find((item) => item.state === 'down' && vital.has(item.part));
  if (down !== undefined) return { tone: 'bad', words: `${healthName(down.part)} down`, detail: down.reason ?? '' };
  const unwell = status.health.filter((item) => item.state === 'degraded' || item.state === 'down');
  if (unwell.length > 0) {
    const detail = unwell.map((item) => `${healthName(item.part)}: ${item.reason ?? 'needs attention'}`).join('\n');
    return { tone: 'warn', words: 'Running, needs attention', detail };
  }
  return { tone: 'good', words: 'Running', detail: `Listening on ${status.url ?? 'no port'}` };
}
