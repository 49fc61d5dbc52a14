/** Primary result codes, https://www.sqlite.org/rescode.html */
const busy = 5;
const corrupt = 11;
const tooBig = 18;
const constraint = 19;
const mismatch = 20;
const notADatabase = 26;

/** Whether another connection holds a lock that was needed. */
export function isBusy(thrown: unknown): boolean {
  return primaryCode(thrown) === busy;
}

/** Whether the values were at fault, not the database: the same values would be refused again. */
export function isRefusedValue(thrown: unknown): boolean {
  const code = primaryCode(thrown);
  return thrown instanceof TypeError || code === tooBig || code === constraint || code === mismatch;
}

/** Thrown when a check of the whole file finds damage. */
export class DamagedError extends Error {
  override readonly name = 'DamagedError';
}

/** Whether a file was refused because its content is damaged or was never a database. */
export function isDamage(thrown: unknown): boolean {
  if (thrown instanceof DamagedError) return true;
  const code = primaryCode(thrown);
  return code === corrupt || code === notADatabase;
}

/** The low byte of node:sqlite's `errcode` (which carries the extended code), where the error has one. */
function primaryCode(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return undefined;
  return typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : undefined;
}
