import { operations, type OperationName, type OperationResult } from '../src-core/contracts/operations.ts';
import type { CorePort } from './core-port.ts';
import type { TrayState } from './tray-model.ts';

/** The part of the tray's state that the core knows. */
export type CoreTrayState = Pick<TrayState, 'url' | 'problem' | 'port' | 'mode' | 'today'>;

/** What the tray shows before anything was asked, and when asking fails. */
export function unknownTrayState(core: CorePort): CoreTrayState {
  return { ...liveTrayState(core), port: null, today: null };
}

/** What is known at once. */
export function liveTrayState(core: CorePort): Pick<CoreTrayState, 'url' | 'problem' | 'mode'> {
  return { url: core.url, problem: core.problem, mode: core.status().mode };
}

/** Asks the core for what the tray shows. Throws when an operation fails. */
export async function readTrayState(core: CorePort, now: number): Promise<CoreTrayState> {
  const { settings } = await ask(core, 'settings.get', {});
  const overview = await ask(core, 'overview.get', { range: '24h' });
  const midnight = startOfDay(now);
  const today = overview.series.filter((step) => step.at >= midnight);
  const sum = (field: 'hits' | 'misses'): number => today.reduce((total, step) => total + step[field], 0);
  const hits = sum('hits');
  const { total } = await ask(core, 'savings.get', { from: midnight });
  return {
    ...unknownTrayState(core),
    port: settings.proxy.port,
    today: { hits, lookups: hits + sum('misses'), dollars: total.dollars },
  };
}

/** Calls an operation and checks the answer, as any other client of the table would. */
export async function ask<Name extends OperationName>(
  core: Pick<CorePort, 'call'>,
  name: Name,
  params: unknown,
): Promise<OperationResult<Name>>;
export async function ask(core: Pick<CorePort, 'call'>, name: OperationName, params: unknown): Promise<unknown> {
  const answer = await core.call(name, params);
  if (!answer.ok) throw new Error(`${name} failed: ${answer.error.message} (${answer.error.code})`);
  return operations[name].result.parse(answer.value);
}

/** Local midnight, in milliseconds since the epoch. */
function startOfDay(now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}
