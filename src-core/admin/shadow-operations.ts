import { SemcacheError } from '../contracts/errors.ts';
import { operations } from '../contracts/operations.ts';
import type { Settings, SettingsPatch } from '../contracts/settings.ts';
import type { ShadowReport } from '../contracts/shadow.ts';
import type { ShadowStore } from '../ports/shadow-store.ts';
import { wilsonInterval } from '../support/wilson.ts';
import { bind } from './operations.ts';

export interface ShadowOperationDeps {
  now: () => number;
  settle: () => Promise<void>;
  checks: ShadowStore;
  startOfDay: (now: number) => number;
  settings: { current: () => Settings; change: (patch: SettingsPatch) => string[] };
  changed: (topic: 'settings' | 'status') => void;
}

/** Operations on the checks of answers by meaning. */
export function shadowOperations(deps: ShadowOperationDeps) {
  return {
    'shadow.get': bind(operations['shadow.get'], async () => {
      await deps.settle();
      return report(deps);
    }),
    'shadow.list': bind(operations['shadow.list'], async ({ verdict, cursor, limit }) => {
      await deps.settle();
      return deps.checks.list({ verdict: verdict ?? null, cursor, limit });
    }),
    'shadow.judge': bind(operations['shadow.judge'], ({ id, verdict }) => {
      const check = deps.checks.judge(id, verdict);
      if (check === undefined) throw new SemcacheError('not_found', `No check has the number ${String(id)}.`);
      return check;
    }),
    'shadow.resume': bind(operations['shadow.resume'], () => {
      const count = deps.checks.clear();
      deps.settings.change({ shadow: { stopped: null } });
      deps.changed('settings');
      deps.changed('status');
      return { count };
    }),
  };
}

function report({ now, checks, startOfDay, settings }: ShadowOperationDeps): ShadowReport {
  const { share, maxRequestsPerDay, maxDollarsPerDay, maxFalseRate, stopped } = settings.current().shadow;
  const { same, different, unclear } = checks.counts();
  const spent = checks.spent(startOfDay(now()));
  return {
    share,
    today: { ...spent, maxRequests: maxRequestsPerDay, maxDollars: maxDollarsPerDay },
    checks: same + different + unclear,
    same,
    different,
    unclear,
    falseRate: same + different === 0 ? null : wilsonInterval(different, same + different),
    maxFalseRate,
    stopped,
  };
}
