import type { CountFailure, Logger } from '../ports/host.ts';
import { errorText } from '../support/error-text.ts';

export interface Failures {
  count: CountFailure;
  totals: () => Record<string, number>;
}

/** Every failure that is swallowed for the client's sake ends here: counted, logged, shown in the console. */
export function createFailures(logger: Logger, onChange: () => void): Failures {
  const totals = new Map<string, number>();
  return {
    count: (name, cause) => {
      totals.set(name, (totals.get(name) ?? 0) + 1);
      // V8 quotes the text that it could not parse, and that text may be someone's.
      logger.warn(name, { cause: cause instanceof SyntaxError ? cause.name : errorText(cause) });
      onChange();
    },
    totals: () => Object.fromEntries(totals),
  };
}
