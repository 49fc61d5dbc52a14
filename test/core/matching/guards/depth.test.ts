import { expect, test } from 'vitest';
import { findDepth } from '../../../../src-core/matching/guards/depth.ts';
import { readText } from '../../../../src-core/matching/text/read-text.ts';
import { pairTexts } from '../../../../src-core/matching/text/text-pair.ts';

const depth = (stored: string, asked: string) => findDepth(pairTexts(readText(stored), readText(asked)));

test('what lies in a directory is not what lies below it too, whichever was stored', () => {
  const [one, other] = [
    'list the files in the current directory',
    'list the files in this directory and its subfolders',
  ];
  expect(depth(one, other)).toEqual({ veto: true, stored: [], asked: ['subfolders'] });
  expect(depth(other, one)).toEqual({ veto: true, stored: ['subfolders'], asked: [] });
});

test.each([
  ['files in the current directory tree', 'files under the current directory'],
  ['files in the current directory, recursively', 'files anywhere in the current directory'],
  ['.txt files in the current directory only', '.txt files in the current directory, without subdirectories'],
  ['files in the current directory', 'files in the current directory larger than 1 MB'],
])('"%s" and "%s" are left to the other guards', (stored, asked) => {
  expect(depth(stored, asked)).toBeNull();
});
