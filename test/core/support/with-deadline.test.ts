import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withDeadline } from '../../../src-core/support/with-deadline.ts';

test('work in time gives its value or its own error', async () => {
  await expect(withDeadline(Promise.resolve('done'), 1000)).resolves.toBe('done');
  await expect(withDeadline(Promise.reject(new Error('its own')), 1000)).rejects.toThrow('its own');
});

test('work that takes too long is told so', async () => {
  await expect(withDeadline(setTimeout(1000, undefined, { ref: false }), 5)).rejects.toThrow('no answer within 5 ms');
});

test('deadlines that pass together reject one in each turn of the event loop', async () => {
  let turn = 0;
  let counting: NodeJS.Immediate;
  const count = (): void => {
    turn += 1;
    counting = globalThis.setImmediate(count);
  };
  count();
  const never = new Promise<never>(() => undefined);
  const turns = await Promise.all(Array.from({ length: 20 }, () => withDeadline(never, 5).catch(() => turn)));
  clearImmediate(counting!);
  expect(new Set(turns).size).toBe(20);
});
