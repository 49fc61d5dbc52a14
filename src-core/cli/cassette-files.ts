import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CassetteImport } from '../contracts/cassette.ts';
import type { EntryFilter } from '../contracts/operations.ts';
import type { Connection } from './connect.ts';
import { readTextFile } from './files.ts';

interface Terminal {
  call: Connection['call'];
  print: (line: string) => void;
  printError: (line: string) => void;
}

/** Writes a cassette page by page, so that its size does not matter. Warnings go to standard error. */
export async function exportTo(
  { call, print, printError }: Terminal,
  options: { filter: EntryFilter; out?: string },
): Promise<void> {
  const file = options.out === undefined ? undefined : openSync(resolve(options.out), 'w', 0o600);
  let entries = 0;
  try {
    for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
      const page: Awaited<ReturnType<typeof call<'cassette.export'>>> = await call('cassette.export', {
        filter: options.filter,
        cursor,
      });
      for (const line of page.lines) {
        if (file === undefined) print(line);
        else writeSync(file, `${line}\n`);
      }
      for (const warning of page.warnings) printError(`semcache: ${warning}`);
      entries += page.lines.length;
      cursor = page.nextCursor;
    }
  } finally {
    if (file !== undefined) closeSync(file);
  }
  if (options.out !== undefined) print(`Wrote ${String(entries - 1)} entries to ${options.out}.`);
}

/** Imports a cassette; resolves to whether every line was taken. */
export async function importFrom(
  { call, print, printError }: Terminal,
  file: string,
  options: { project?: string; dryRun?: boolean; json?: boolean },
): Promise<boolean> {
  const result: CassetteImport = { imported: 0, rejected: [] };
  for (const { text, firstLine } of pieces(readTextFile(resolve(file)))) {
    const part = await call('cassette.import', {
      text,
      dryRun: options.dryRun === true,
      ...(options.project === undefined ? {} : { project: options.project }),
    });
    result.imported += part.imported;
    result.rejected.push(...part.rejected.map(({ line, reason }) => ({ line: line + firstLine, reason })));
  }
  if (options.json === true) print(JSON.stringify(result));
  else {
    for (const { line, reason } of result.rejected) printError(`semcache: line ${String(line)}: ${reason}`);
    const verb = options.dryRun === true ? 'Would import' : 'Imported';
    print(`${verb} ${String(result.imported)} entries; ${String(result.rejected.length)} rejected.`);
  }
  return result.rejected.length === 0;
}

/** Lines go in pieces of about this size, each with the header of the whole. */
const pieceLength = 4_000_000;

function* pieces(text: string): Generator<{ text: string; firstLine: number }> {
  const [header = '', ...lines] = text.split('\n');
  let piece: string[] = [];
  let length = 0;
  let firstLine = 0;
  for (const [index, line] of lines.entries()) {
    if (length > 0 && length + line.length > pieceLength) {
      yield { text: [header, ...piece].join('\n'), firstLine };
      piece = [];
      length = 0;
      firstLine = index;
    }
    piece.push(line);
    length += line.length + 1;
  }
  yield { text: [header, ...piece].join('\n'), firstLine };
}
