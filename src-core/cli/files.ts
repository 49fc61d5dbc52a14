import { readFileSync } from 'node:fs';
import { SemcacheError } from '../contracts/errors.ts';
import { errorText } from '../support/error-text.ts';

/** A text file named on the command line. Throws SemcacheError not_found when it cannot be read. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SemcacheError('not_found', `The file ${path} cannot be read: ${errorText(cause)}`, { cause });
  }
}
