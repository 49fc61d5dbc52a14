import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { draft, logRecord, start } from './store-drafts.ts';
import { openTestStore } from './store-support.ts';

test('whatever text is stored and searched for, nothing throws, and a text is found by itself', async () => {
  const { answers, log, failures } = openTestStore();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
      const stored = await answers.put(draft('odd', { promptText: text, model: text, project: text }));
      log.append([logRecord(text, { path: `/${text}` })]);
      const filter = { text, model: [text], not: { upstream: [text] } };
      const page = answers.list({ filter, sort: { by: 'hits', descending: true }, cursor: null, limit: 5, now: start });
      log.list({ filter: { text, client: [text] }, sort: 'newest', cursor: null, limit: 5 });
      const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      if (words === 0) return;
      expect(page.items.map((item) => item.id)).toEqual([stored.stored ? stored.id : '']);
    }),
    { numRuns: 300 },
  );
  expect(failures).toEqual([]);
});
