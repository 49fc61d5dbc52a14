import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The first line that a process prints. Throws when it ends without one. */
export async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the process has no output');
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('it ended before it was ready');
}

/** Keeps the end of what a process says on standard error, for when something goes wrong. */
export function keepOutput({ stderr }: ChildProcess): () => string {
  let kept = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    kept = (kept + chunk).slice(-4000);
  });
  return () => kept;
}
