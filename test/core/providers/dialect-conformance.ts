import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../src-core/ports/answer-store.ts';
import type { Dialect, JsonObject, JsonValue, ReplayWish, RequestPlace } from '../../../src-core/ports/dialect.ts';
import { canonicalJson } from '../../../src-core/request/canonical-json.ts';
import { placeOf } from './support/request-place.ts';

export interface DialectSample {
  dialect: Dialect;
  path: string;
  /** Request headers by lower-case name, and a query with its `?`, where the dialect reads them. */
  headers?: Record<string, string>;
  query?: string;
  /** Bytes of a recording up to the end of its end marker; by default that of OpenAI's streams, and JSON's last brace. */
  meaningfulBytes?: (recording: Recording) => number;
  /** Bodies that this dialect reads and finds cacheable. */
  requests: Record<string, JsonObject>;
  /** Complete answers that may be stored, each with the wish that it was the answer to. */
  recordings: Record<string, { recording: Recording; wish: ReplayWish }>;
  /** Wishes that every recording must be able to serve. */
  wishes: readonly ReplayWish[];
  /** Names of members that matter to the dialect, for hostile bodies. */
  vocabulary: readonly string[];
}

const rules = { storeLengthLimited: false };

/** What holds for every dialect, told by the samples of one. */
export function describeDialect(sample: DialectSample): void {
  const { dialect, path, headers, query, requests, recordings, wishes, vocabulary } = sample;
  const place = placeOf(path, headers, query);
  const meaningfulBytes = sample.meaningfulBytes ?? openaiMeaningfulBytes;

  describe(`${dialect.id}: requests`, () => {
    it.each(Object.entries(requests))('%s: is read, the same each time, and left as it was', (_name, body) => {
      const before = JSON.stringify(body);
      const first = dialect.readRequest(body, place);
      expect(first).toMatchObject({ cacheable: true });
      expect(dialect.readRequest(JSON.parse(before) as JsonObject, place)).toEqual(first);
      expect(JSON.stringify(body)).toBe(before);
    });

    it.each(Object.entries(requests))('%s: an unknown member is part of the identity', (_name, body) => {
      const identity = identityOf(dialect, body, place);
      for (const name of ['a_field_of_tomorrow', '__proto__', 'constructor']) {
        const changed = JSON.parse(JSON.stringify(body).replace(/^\{/, `{"${name}":{"x":1},`)) as JsonObject;
        expect(identityOf(dialect, changed, place)).not.toBe(identity);
      }
    });

    it('reads any JSON without throwing', () => {
      fc.assert(
        fc.property(hostileObject(vocabulary), (body) => {
          expect(() => tryRequest(dialect, body, place)).not.toThrow();
        }),
        { numRuns: 1000 },
      );
    });

    it('reads bodies with a hostile member in a good one without throwing', () => {
      const bodies = fc.constantFrom(...Object.values(requests));
      fc.assert(
        fc.property(bodies, fc.constantFrom(...vocabulary), hostileValue(vocabulary), (body, name, value) => {
          expect(() => tryRequest(dialect, { ...body, [name]: value }, place)).not.toThrow();
        }),
        { numRuns: 1000 },
      );
    });
  });

  describe(`${dialect.id}: answers`, () => {
    describe.each(Object.entries(recordings))('%s', (_name, { recording, wish }) => {
      const reading = dialect.readAnswer(recording, rules);

      it('may be stored', () => {
        expect(reading).toMatchObject({ storable: true });
      });

      it('is replayed in its own form with the very bytes that were recorded', () => {
        const replay = dialect.replay(recording, wish);
        expect(replay?.contentType).toBe(recording.contentType);
        expect(Buffer.from(replay?.body ?? []).equals(recording.body)).toBe(true);
      });

      it('says the same in every form', () => {
        for (const other of wishes) {
          const replay = dialect.replay(recording, other);
          expect(replay).toBeDefined();
          const again = dialect.readAnswer({ mode: other.mode, ...replay! }, rules);
          expect(again).toMatchObject({ storable: true });
          if (!again.storable || !reading.storable) continue;
          expect([again.answerText, again.finishReasons]).toEqual([reading.answerText, reading.finishReasons]);
          expect(dialect.replay(recording, other)).toEqual(replay);
        }
      });

      it('may not be stored when its end is missing', () => {
        const size = meaningfulBytes(recording);
        const step = Math.max(1, Math.floor(size / 200));
        for (let length = size - 1; length >= 0; length -= step) {
          const cut = dialect.readAnswer({ ...recording, body: recording.body.subarray(0, length) }, rules);
          expect(cut.storable).toBe(false);
        }
      });
    });

    const modes = fc.constantFrom<Recording['mode']>('json', 'sse', 'ndjson');
    it('reads and replays any bytes without throwing', () => {
      fc.assert(
        fc.property(modes, fc.uint8Array({ maxLength: 200 }), (mode, body) => {
          expect(() => tryAnswer(sample, { mode, contentType: 'text/plain', body })).not.toThrow();
        }),
      );
    });

    it('reads and replays any JSON without throwing', () => {
      fc.assert(
        fc.property(modes, fc.array(hostileObject(vocabulary), { maxLength: 4 }), (mode, values) => {
          expect(() =>
            tryAnswer(sample, { mode, contentType: 'text/plain', body: written(mode, values) }),
          ).not.toThrow();
        }),
        { numRuns: 2000 },
      );
    });

    it('reads and replays damaged answers without throwing', () => {
      const bodies = fc.constantFrom(...Object.values(recordings).map(({ recording }) => recording));
      fc.assert(
        fc.property(bodies, fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 4 }), (recording, at, length, patch) => {
          const start = at % recording.body.length;
          const rest = recording.body.subarray(start + (length % 40));
          expect(() =>
            tryAnswer(sample, { ...recording, body: Buffer.concat([recording.body.subarray(0, start), patch, rest]) }),
          ).not.toThrow();
        }),
        { numRuns: 1000 },
      );
    });

    it('reads and replays deep and wide answers without throwing', () => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000);
      const wide = JSON.stringify({ choices: Array.from({ length: 20_000 }, () => ({})), data: [] });
      for (const text of [deep, `{"choices":${deep}}`, `{"data":${deep}}`, wide]) {
        expect(() => tryAnswer(sample, { mode: 'json', contentType: '', body: Buffer.from(text) })).not.toThrow();
        expect(() =>
          tryAnswer(sample, { mode: 'sse', contentType: '', body: Buffer.from(`data: ${text}\n\ndata: [DONE]\n\n`) }),
        ).not.toThrow();
      }
    });
  });
}

/** Behind its end marker, or the last brace, only white space can be lost. */
function openaiMeaningfulBytes(recording: Recording): number {
  const text = Buffer.from(recording.body).toString();
  const end = recording.mode === 'sse' ? text.lastIndexOf('data:') + 'data: [DONE]'.length : text.trimEnd().length;
  return Buffer.byteLength(text.slice(0, end));
}

function tryRequest(dialect: Dialect, body: JsonObject, place: RequestPlace): void {
  const reading = dialect.readRequest(body, place);
  if (reading.cacheable) canonicalJson(reading.request.identity);
}

function tryAnswer({ dialect, wishes }: DialectSample, recording: Recording): void {
  dialect.readAnswer(recording, { storeLengthLimited: false });
  dialect.readAnswer(recording, { storeLengthLimited: true });
  for (const wish of wishes) dialect.replay(recording, wish);
}

/** Canonical identity of a body that must be cacheable. */
export function identityOf(dialect: Dialect, body: JsonObject, place: RequestPlace): string {
  const reading = dialect.readRequest(body, place);
  if (!reading.cacheable) throw new Error(`not cacheable: ${reading.reason}`);
  return canonicalJson(reading.request.identity);
}

function written(mode: Recording['mode'], values: readonly JsonObject[]): Buffer {
  if (mode === 'json') return Buffer.from(JSON.stringify(values[0] ?? null));
  if (mode === 'ndjson') return Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  return Buffer.from([...values.map((value) => `data: ${JSON.stringify(value)}\n\n`), 'data: [DONE]\n\n'].join(''));
}

/** JSON whose member names are those the dialect looks at, with values of every wrong type. */
function hostileValue(vocabulary: readonly string[]): fc.Arbitrary<JsonValue> {
  return fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom<JsonValue>(null, true, 0, -1, 1.5, 1e300, '', 'stop', 'user', 'assistant', 'function', '[DONE]'),
      fc.string({ maxLength: 4 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name(vocabulary), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
}

function hostileObject(vocabulary: readonly string[]): fc.Arbitrary<JsonObject> {
  return fc.dictionary(name(vocabulary), hostileValue(vocabulary), { maxKeys: 6, noNullPrototype: true });
}

function name(vocabulary: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...vocabulary, '__proto__', 'toString');
}
