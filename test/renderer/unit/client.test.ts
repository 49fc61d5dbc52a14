import { describe, expect, it } from 'vitest';
import { bridgeTransport } from '../../../renderer/src/client/bridge-transport.ts';
import { ClientError } from '../../../renderer/src/client/client-error.ts';
import { createClient } from '../../../renderer/src/client/client.ts';

const answering = (answer: unknown) =>
  createClient({ kind: 'browser', send: () => Promise.resolve(answer), listen: () => () => undefined });

const failure = async (answer: unknown): Promise<unknown> =>
  answering(answer)
    .call('entries.restore', { undo: 'u' })
    .catch((error: unknown) => (error instanceof ClientError ? error.code : error));

describe('client', () => {
  it('gives back the value, parsed by the contract', async () => {
    expect(
      await answering({ ok: true, value: { count: 3, more: 'dropped' } }).call('entries.restore', { undo: 'u' }),
    ).toEqual({
      count: 3,
    });
  });

  it('throws the code of an error answer', async () => {
    expect(await failure({ ok: false, error: { code: 'not_found', message: 'gone' } })).toBe('not_found');
  });

  it.each([
    ['no envelope', { count: 3 }],
    ['a value of another shape', { ok: true, value: { count: 'three' } }],
    ['nothing', undefined],
  ])('refuses %s', async (_, answer) => expect(await failure(answer)).toBe('unreadable'));

  it('hands operations and ticks through the bridge of the desktop app', async () => {
    const calls: unknown[] = [];
    const client = createClient(
      bridgeTransport({
        call: (operation, params) => {
          calls.push([operation, params]);
          return Promise.resolve({ ok: true, value: { count: 1 } });
        },
        subscribe: (listener) => {
          listener({ topics: ['traffic'] });
          return () => calls.push('unsubscribed');
        },
      }),
    );
    await client.call('entries.restore', { undo: 'u' });
    const stop = client.listen(
      (tick) => calls.push(tick),
      (state) => calls.push(state),
    );
    stop();
    expect([client.kind, ...calls]).toEqual([
      'electron',
      ['entries.restore', { undo: 'u' }],
      'open',
      { topics: ['traffic'] },
      'unsubscribed',
    ]);
  });
});
