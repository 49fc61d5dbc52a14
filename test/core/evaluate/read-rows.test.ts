import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { anchorPairs, keptFromVerifier } from '../../../build/evaluate/anchors.ts';
import { parityLines, readPairs, readStream, readTexts } from '../../../build/evaluate/read-rows.ts';

function folderWith(files: Record<string, readonly unknown[]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'semcache-rows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, rows] of Object.entries(files)) {
    const text = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n\n`;
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return folder;
}

const pair = (number: number, label: 0 | 1) => ({ a: `stored ${number}`, b: `asked ${number}`, label });
const request = (a: string) => ({ a, same: [`${a} light`, `${a} free`], other: [`${a} 1`, `${a} 2`, `${a} 3`] });

describe('files to evaluate', () => {
  test('pairs are read plain and compressed, with what they say of their origin', () => {
    const rows = [{ ...pair(1, 1), source: 'forum', kind: 'edit' }, pair(2, 0)];
    const folder = folderWith({ 'pairs.jsonl': rows, 'pairs.jsonl.gz': rows });
    expect(readPairs(join(folder, 'pairs.jsonl'))).toEqual(rows);
    expect(readPairs(join(folder, 'pairs.jsonl.gz'))).toEqual(rows);
  });

  test('a request by hand is twelve pairs: three of the same, nine of near misses', () => {
    const folder = folderWith({ 'shell.jsonl': [request('list')] });
    const pairs = readPairs(join(folder, 'shell.jsonl'));
    expect(pairs.map(({ a, b, label, kind }) => [a, b, label, kind])).toEqual([
      ['list', 'list light', 1, 'light'],
      ['list', 'list free', 1, 'free'],
      ['list light', 'list free', 1, 'free'],
      ...['list', 'list light', 'list free'].flatMap((a) =>
        [1, 2, 3].map((miss) => [a, `list ${miss}`, 0, a === 'list' ? 'near miss' : 'near miss, reworded']),
      ),
    ]);
    expect(new Set(pairs.map(({ source }) => source))).toEqual(new Set(['shell']));
  });

  test('even and odd lines share a file between fit and count, and a request stays whole', () => {
    const file = join(
      folderWith({ 'mixed.jsonl': [pair(0, 1), request('one'), pair(2, 0), request('three')] }),
      'mixed.jsonl',
    );
    const [even, odd] = [readPairs(file, parityLines.even), readPairs(file, parityLines.odd)];
    expect([even.length, odd.length]).toEqual([2, 24]);
    expect([...even, ...odd]).toHaveLength(readPairs(file).length);
    expect(even.map(({ a }) => a)).toEqual(['stored 0', 'stored 2']);
  });

  test('a line that is no pair says so instead of being passed over', () => {
    const label = folderWith({ 'rows.jsonl': [{ a: 'stored', b: 'asked', label: 2 }] });
    expect(() => readPairs(join(label, 'rows.jsonl'))).toThrow(/label/u);
    const misses = folderWith({ 'rows.jsonl': [{ ...request('list'), other: ['list 1'] }] });
    expect(() => readPairs(join(misses, 'rows.jsonl'))).toThrow(/label/u);
    const stream = folderWith({ 'rows.jsonl': [{ text: 'asked' }] });
    expect(() => readStream(join(stream, 'rows.jsonl'))).toThrow(/answer_id/u);
  });

  test('texts come from pairs, streams and single texts alike', () => {
    const folder = folderWith({ 'all.jsonl': [pair(1, 0), { text: 'asked', answer_id: 'x' }, { text: 'alone' }] });
    expect(readTexts(join(folder, 'all.jsonl'))).toEqual(['stored 1', 'asked 1', 'asked', 'alone']);
  });
});

describe('requests kept from the verifier', () => {
  // Python: zlib.crc32(text.encode()) % 100, which write_pairs.py compares with 7.
  test.each([
    ['How do I exit vim?', 4],
    ['What is a new tree?', null],
    ['Wie komme ich aus vim heraus?', 26],
    ['¿Cómo salgo de vim?', 89],
  ] as const)('%s', (a, hundredth) => {
    expect(keptFromVerifier(0, { a })).toBe(hundredth === null || hundredth < 7);
  });

  test('files are read in the order of their names, whatever order the folder has', () => {
    const folder = folderWith({ 'b.jsonl': [request('second')], 'a.jsonl': [request('first')] });
    const sources = anchorPairs(folder, () => true).map(({ source }) => source);
    expect(sources).toEqual([...Array<string>(12).fill('a'), ...Array<string>(12).fill('b')]);
  });
});
