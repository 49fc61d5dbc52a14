import { describe, expect, it } from 'vitest';
import { entryFilterSchema } from '../../../src-core/contracts/operations.ts';
import { readEntryFilter } from '../../../renderer/src/model/entry-filter.ts';

describe('entry filter', () => {
  it('maps words, fields, pins and age', () => {
    const { filter, problems } = readEntryFilter(
      'wal mode model:gpt-4o -project:evals dialect:openai-chat is:pinned older:7d',
    );
    expect({ filter, problems }).toEqual({
      filter: {
        text: 'wal mode',
        model: ['gpt-4o'],
        dialect: ['openai-chat'],
        pinned: true,
        olderThanMs: 7 * 24 * 3_600_000,
        not: { project: ['evals'] },
      },
      problems: [],
    });
    expect(entryFilterSchema.safeParse(filter).success).toBe(true);
  });

  it('takes -is:pinned as those that are not', () => {
    expect(readEntryFilter('-is:pinned').filter).toEqual({ pinned: false });
  });

  it('says what it does not know', () => {
    expect(readEntryFilter('is:old older:soon -older:3d')).toEqual({
      filter: {},
      problems: [
        'is:old: only is:pinned, is:stale and their negations are known',
        'older:soon: write an age such as older:7d',
        '-older:3d: write an age such as older:7d',
      ],
    });
  });
});
