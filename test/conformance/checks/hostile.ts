import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src-core/ports/dialect.ts';
import { rawRequest } from '../../support/raw-http.ts';
import type { Sample } from '../sample.ts';
import { ownHeaders } from '../support/own-headers.ts';
import { bytesOf, replyOf, type Stage } from '../support/stage.ts';
import { modesOf } from './replay.ts';

/** Whatever is sent is forwarded or refused clearly; nothing crashes, and nothing is taken for something else. */
export function checkHostileInput(stage: () => Stage, sample: Sample): void {
  const answer = Object.values(sample.answers)[0]!;
  const modes = modesOf(answer);
  const mode = modes[0] ?? 'json';
  const plain = sample.body('Is this plain?', mode);

  test.each(unreadableBodies(JSON.stringify(plain), sample.emptyReason))(
    '%s is forwarded as it is',
    async (_name, body, reason) => {
      const { fresh, post, reply, upstream } = stage();
      reply(replyOf(sample, mode, answer[mode], 4096));
      const target = fresh();
      for (let count = 0; count < 2; count += 1) {
        const response = await post({ target, mode, body });
        expect([response.headers['x-cache-status'], response.headers['x-cache-reason']]).toEqual(['bypass', reason]);
        expect(upstream.seen.at(-1)?.body.equals(Buffer.from(body))).toBe(true);
      }
    },
  );

  test('a field of 10 MB is forwarded whole, and its last byte tells two requests apart', async () => {
    const { fresh, post, reply, upstream, core } = stage();
    reply(replyOf(sample, mode, answer[mode], 4096));
    const target = fresh();
    const long = 'x'.repeat(10 * 1024 * 1024);
    const asked = async (end: string): Promise<unknown> => {
      const response = await post({ target, mode, body: { ...plain, padding: `${long}${end}` } });
      await core.core.settled();
      return response.headers['x-cache-status'];
    };
    expect(await asked('a')).toBe('miss');
    expect(upstream.seen.at(-1)?.body.length).toBeGreaterThan(long.length);
    expect([await asked('b'), await asked('a')]).toEqual(['miss', 'hit']);
  });

  test('a good body with one hostile member never gets the good body’s answer', async () => {
    const { fresh, post, reply, core } = stage();
    reply(replyOf(sample, mode, answer[mode], 4096));
    const target = fresh();
    const { headers } = await post({ target, mode, body: plain });
    await core.core.settled();
    const { entryId } = await stage().account({ headers });
    const harmless = new Set([...Object.keys(sample.dropped), ...sample.formFields]);
    const names = [...sample.vocabulary, '__proto__', 'toString'].filter((name) => !harmless.has(name));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), hostileValue(sample.vocabulary), async (name, value) => {
        const rest = Object.entries(plain).filter(([key]) => key !== name);
        const members = [[name, value] as const, ...rest].map(
          ([key, member]) => `${JSON.stringify(key)}:${JSON.stringify(member)}`,
        );
        const response = await post({ target, mode, body: `{${members.join(',')}}` });
        expect(response.status).toBe(sample.answerStatus ?? 200);
        expect(['miss', 'bypass', 'hit']).toContain(response.headers['x-cache-status']);
        expect(response.headers['x-semcache-entry']).not.toBe(entryId);
      }),
      { numRuns: 60 },
    );
  });

  if (!modes.includes('stream') || !modes.includes('json')) return;
  const isSse = (sample.contentType?.stream ?? 'text/event-stream').startsWith('text/event-stream');
  const lines = (answer.stream ?? []).join('');
  const writings: [string, string, number][] = [
    ['CRLF', lines.replace(/\r?\n/g, '\r\n'), 9],
    ['no line end behind the last event', lines.trimEnd(), 9],
    ['one byte at a time', lines, 1],
    ...(isSse
      ? ([
          ['CR', lines.replace(/\r?\n/g, '\r'), 9],
          ['a byte-order mark', `\ufeff${lines}`, 9],
        ] satisfies [string, string, number][])
      : []),
  ];
  test.each(writings)(
    'a stream with %s is stored as the answer it is, or not at all',
    async (_name, written, pieceBytes) => {
      const { fresh, reply, upstream, core } = stage();
      reply(replyOf(sample, 'stream', lines, 4096));
      await sample.ask(fresh(), 'stream', 'Which line ends?', {});
      const sent = upstream.seen.at(-1)!;

      const target = fresh();
      reply(replyOf(sample, 'stream', written, pieceBytes));
      const response = await rawRequest(`${target.url}${sample.path('stream')}`, {
        method: 'POST',
        headers: { ...ownHeaders(sent.headers), ...target.headers },
        body: sent.body,
      });
      expect(response.body.equals(bytesOf(written))).toBe(true);
      await core.core.settled();
      const { recorded } = await stage().account(response);
      const before = upstream.seen.length;
      reply(replyOf(sample, 'json', answer.json));
      expect(await sample.ask(target, 'json', 'Which line ends?', {})).toEqual(answer.message);
      expect(upstream.seen.length - before).toBe(recorded === 'stored' ? 0 : 1);
    },
  );
}

/** Bodies without one certain meaning, with the reason for which they pass through. */
function unreadableBodies(text: string, emptyReason = 'unsupported_body'): [string, string | Uint8Array, string][] {
  const inside = (bytes: Uint8Array): Uint8Array =>
    Buffer.concat([Buffer.from(`${text.slice(0, -1)},"a":"`), bytes, Buffer.from('"}')]);
  return [
    ['malformed JSON', text.slice(0, -1), 'invalid_json'],
    ['no JSON at all', 'hello', 'invalid_json'],
    ['an array', `[${text}]`, 'unsupported_body'],
    ['a number', '7', 'unsupported_body'],
    ['an empty object', '{}', emptyReason],
    ['repeated keys', text.replace('{', `{${text.slice(1, -1)},`), 'ambiguous_json'],
    ['deep nesting', text.replace('{', `{"deep":${'['.repeat(50_000)}${']'.repeat(50_000)},`), 'ambiguous_json'],
    ['invalid UTF-8', inside(Uint8Array.from([0xff, 0xfe])), 'invalid_json'],
    ['a surrogate encoded as bytes', inside(Uint8Array.from([0xed, 0xa0, 0x80])), 'invalid_json'],
  ];
}

/** Values of every wrong type; not null, which may mean "not given". */
function hostileValue(vocabulary: readonly string[]): fc.Arbitrary<JsonValue> {
  return fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<JsonValue>(true, false, -1, 1e308, 0.5, '', '\u0000', 'stop', '[DONE]', 'user'),
      fc.string({ maxLength: 4 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...vocabulary, '__proto__'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
}
