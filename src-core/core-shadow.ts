import { dollarsOfUsage } from './core-lab.ts';
import { createShadowChecks, type ShadowChecks, type ShadowDeps } from './pipeline/shadow-check.ts';
import { loadPriceTable } from './savings/price-table.ts';

export interface ShadowParts extends Omit<ShadowDeps, 'dollarsOf' | 'stop'> {
  change: (patch: { shadow: { stopped: string } }) => void;
}

/** Puts together the checks of answers by meaning: prices are loaded for the first of them, stopping is a setting. */
export function assembleShadow({ change, ...parts }: ShadowParts): ShadowChecks {
  const dollarsOf = dollarsOfUsage(parts.settings);
  return createShadowChecks({
    ...parts,
    dollarsOf: async (...usage) => {
      await loadPriceTable();
      return dollarsOf(...usage);
    },
    stop: (reason) => {
      change({ shadow: { stopped: reason } });
      parts.countFailure('matching_stopped', new Error(reason));
    },
  });
}
