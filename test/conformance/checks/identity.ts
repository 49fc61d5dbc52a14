import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src-core/ports/dialect.ts';
import type { Sample, Target } from '../sample.ts';
import { replyOf, type Stage } from '../support/stage.ts';
import { modesOf } from './replay.ts';

/** What makes two requests the same, and what keeps them apart; every one asked over HTTP. */
export function checkIdentity(stage: () => Stage, sample: Sample): void {
  const answer = Object.values(sample.answers)[0]!;
  const mode = modesOf(answer)[0] ?? 'json';
  const plain = sample.body('Who is asked?', mode);

  /** Status of a request after the plain one was stored in the same namespace. */
  const ask = async (
    target: Target,
    body: JsonObject | string,
    more: { headers?: Record<string, string>; query?: string } = {},
  ): Promise<unknown> => {
    stage().reply(replyOf(sample, mode, answer[mode], 4096));
    const response = await stage().post({ target, mode, body, ...more });
    await stage().core.core.settled();
    return response.headers['x-cache-status'];
  };
  const stored = async (headers: Record<string, string> = {}): Promise<Target> => {
    const target = stage().fresh();
    expect(await ask(target, plain, { headers })).toBe('miss');
    expect(await ask(target, plain, { headers })).toBe('hit');
    return target;
  };

  for (const [field, values] of Object.entries(sample.kept)) {
    test(`${field} is part of it`, async () => {
      const target = await stored();
      for (const value of values) {
        const body = withField(plain, field, value as JsonValue);
        expect([value, await ask(target, body)]).toEqual([value, 'miss']);
        expect([value, await ask(target, body)]).toEqual([value, 'hit']);
      }
    });
  }

  for (const [field, value] of Object.entries(sample.dropped)) {
    test(`${field} is not`, async () => {
      expect(await ask(await stored(), withField(plain, field, value))).toBe('hit');
    });
  }

  for (const [name, change] of Object.entries(sample.same)) {
    test(`the same with ${name}`, async () => {
      expect(await ask(await stored(), change(plain))).toBe('hit');
    });
  }

  for (const [name, change] of Object.entries(sample.other)) {
    test(`another with ${name}`, async () => {
      expect(await ask(await stored(), change(plain))).toBe('miss');
    });
  }

  test('white space, order of keys and escapes are not part of it', async () => {
    const target = await stored();
    const reversed = Object.fromEntries(Object.entries(plain).toReversed());
    const spaced = JSON.stringify(reversed, null, 3).replaceAll('W', '\\u0057');
    expect(await ask(target, spaced)).toBe('hit');
  });

  test('an unknown field is part of it', async () => {
    const target = await stored();
    expect(await ask(target, { ...plain, a_field_of_tomorrow: 1 })).toBe('miss');
  });

  for (const [name, value] of Object.entries(sample.separating)) {
    test(`header ${name} keeps answers apart`, async () => {
      const target = await stored();
      expect(await ask(target, plain, { headers: { [name]: value } })).toBe('miss');
      expect(await ask(target, plain, { headers: { [name]: value } })).toBe('hit');
    });
  }

  test('so do project and namespace', async () => {
    const target = await stored();
    const elsewhere = { ...target, url: `${target.url}/p/other` };
    expect(await ask(elsewhere, plain)).toBe('miss');
    expect(await ask(target, plain, { headers: { 'x-semcache-namespace': 'elsewhere' } })).toBe('miss');
  });

  for (const query of sample.separatingQueries ?? []) {
    test(`query ${query} keeps answers apart`, async () => {
      expect(await ask(await stored(), plain, { query })).toBe('miss');
    });
  }

  for (const [left, right] of sample.sameHeaders) {
    test(`${JSON.stringify(left)} means ${JSON.stringify(right)}`, async () => {
      const target = await stored(left);
      expect(await ask(target, plain, { headers: right })).toBe('hit');
    });
  }

  test('what a client says about itself is not part of it', async () => {
    const noise = {
      'user-agent': 'another/2.0',
      'x-stainless-retry-count': '2',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      'idempotency-key': 'k-2',
      'accept-language': 'de',
    };
    expect(await ask(await stored(), plain, { headers: noise })).toBe('hit');
  });
}

/** Sets a field by its path, such as `options.num_ctx`. */
function withField(body: JsonObject, path: string, value: JsonValue): JsonObject {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...body, [first]: value };
  const inner = body[first];
  const object = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  return { ...body, [first]: withField(object, rest.join('.'), value) };
}
