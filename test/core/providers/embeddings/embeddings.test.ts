import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { embeddings } from '../../../../src-core/providers/embeddings/dialect.ts';
import { decodeVector, encodeVector } from '../../../../src-core/providers/embeddings/vector-encoding.ts';
import { identityOf as identityIn } from '../dialect-conformance.ts';
import { jsonOf, jsonRecording, jsonWish, streamWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';
import { startSdkUpstream, type SdkUpstream } from '../support/sdk-upstream.ts';
import { base64Answer, base64Wish, floatAnswer, vectors } from './answers.ts';

const path = '/v1/embeddings';
const question: JsonObject = { model: 'text-embedding-3-small', input: 'The quick brown fox' };
const identityOf = (body: JsonObject): string => identityIn(embeddings, body, placeOf(path));
const withField = (name: string, value: JsonValue): JsonObject => ({ ...question, [name]: value });
const rules = { storeLengthLimited: false };

describe('identity', () => {
  it('is the model, the input, the dimensions and whatever is unknown', () => {
    const bodies: JsonObject[] = [
      question,
      withField('model', 'other'),
      withField('input', ['The quick brown fox']),
      withField('input', [1, 2]),
      withField('input', [[1, 2]]),
      withField('dimensions', 256),
      withField('input_type', 'query'),
    ];
    expect(new Set(bodies.map(identityOf)).size).toBe(bodies.length);
    expect(identityOf(question)).toBe('{"input":"The quick brown fox","model":"text-embedding-3-small"}');
  });

  it('is neither the encoding nor the user', () => {
    for (const body of [
      withField('encoding_format', 'base64'),
      withField('encoding_format', 'float'),
      withField('user', 'u'),
    ]) {
      expect(identityOf(body)).toBe(identityOf(question));
    }
  });

  it.each<[JsonValue | undefined, string]>([
    [undefined, 'float'],
    [null, 'float'],
    ['float', 'float'],
    ['base64', 'base64'],
  ])('encoding_format %j wishes for %s', (encoding, vectorEncoding) => {
    const body = encoding === undefined ? question : withField('encoding_format', encoding);
    expect(embeddings.readRequest(body, placeOf(path))).toMatchObject({
      request: { wish: { mode: 'json', vectorEncoding } },
    });
  });

  it.each<[string, JsonObject]>([
    ['no model', { input: 'x' }],
    ['no input', { model: 'm' }],
    ['an empty list', withField('input', [])],
    ['parts', withField('input', [{ text: 'x' }])],
    ['an unknown encoding', withField('encoding_format', 'hex')],
    ['quantised values', withField('output_dtype', 'int8')],
  ])('%s is not cached', (_name, body) => {
    expect(embeddings.readRequest(body, placeOf(path))).toEqual({ cacheable: false, reason: 'unsupported_body' });
  });
});

describe('answers', () => {
  it.each([
    ['floats', floatAnswer],
    ['base64', base64Answer],
  ])('in %s are described', (_name, answer) => {
    expect(embeddings.readAnswer(jsonRecording(answer), rules)).toEqual({
      storable: true,
      textOnly: false,
      answerText: '2 vectors of 7 dimensions',
      finishReasons: [],
      usage: { inputTokens: 8, outputTokens: 0, totalTokens: 8 },
    });
  });

  it.each<[string, Recording, string]>([
    ['no vectors', jsonRecording({ data: [] }), 'not_parseable'],
    ['an empty vector', jsonRecording({ data: [{ embedding: [] }] }), 'not_parseable'],
    ['vectors of two lengths', jsonRecording({ data: [{ embedding: [1] }, { embedding: [1, 2] }] }), 'not_parseable'],
    ['damaged base64', jsonRecording({ data: [{ embedding: 'AAA' }] }), 'not_parseable'],
    ['half a number', jsonRecording({ data: [{ embedding: 'AAA=' }] }), 'not_parseable'],
    ['not a number', jsonRecording({ data: [{ embedding: 'AADAfw==' }] }), 'not_parseable'],
    ['an error', jsonRecording({ error: { message: 'x' } }), 'error_in_body'],
    ['a stream', { ...jsonRecording(floatAnswer), mode: 'sse' }, 'not_parseable'],
  ])('%s: not stored', (_name, recording, reason) => {
    expect(embeddings.readAnswer(recording, rules)).toMatchObject({ storable: false, reason });
  });
});

describe('replay', () => {
  let upstream: SdkUpstream;
  beforeAll(async () => {
    upstream = await startSdkUpstream();
  });
  afterAll(() => upstream.close());

  it('writes base64 as OpenAI does', () => {
    expect(jsonOf(embeddings.replay(jsonRecording(floatAnswer), base64Wish)!.body)).toEqual(base64Answer);
  });

  it('writes the shortest decimals, which are those OpenAI printed', () => {
    const { body } = embeddings.replay(jsonRecording(base64Answer), jsonWish)!;
    expect(Buffer.from(body).toString()).toBe(JSON.stringify(floatAnswer));
  });

  it.each([
    ['floats', floatAnswer],
    ['base64', base64Answer],
  ])('recorded as %s gives the SDK the vectors it asks for, silently, in base64', async (_name, answer) => {
    upstream.serve(embeddings.replay(jsonRecording(answer), base64Wish));
    const quiet = await upstream.client.embeddings.create({ model: 'm', input: 'x' });
    expect(embeddings.readRequest(upstream.lastRequest(), placeOf(path))).toMatchObject({
      request: { wish: base64Wish },
    });
    expect(quiet.data.map(({ embedding }) => Array.from(embedding))).toEqual(
      vectors.map((values) => values.map((value) => Math.fround(value))),
    );

    upstream.serve(embeddings.replay(jsonRecording(answer), jsonWish));
    const explicit = await upstream.client.embeddings.create({ model: 'm', input: 'x', encoding_format: 'float' });
    expect(embeddings.readRequest(upstream.lastRequest(), placeOf(path))).toMatchObject({
      request: { wish: jsonWish },
    });
    expect(explicit.data.map(({ embedding }) => embedding.map(Math.fround))).toEqual(
      vectors.map((values) => values.map((value) => Math.fround(value))),
    );
  });

  it('cannot be made of what has no float32, nor as a stream', () => {
    const huge = jsonRecording({ data: [{ embedding: [1e39] }] });
    const odd = jsonRecording({ data: [{ embedding: [1] }, { embedding: ['x'] }] });
    const nothing = jsonRecording({ data: [{ embedding: 'AAA' }] });
    expect(embeddings.replay(huge, base64Wish)).toBeUndefined();
    expect(embeddings.replay(odd, base64Wish)).toBeUndefined();
    expect(embeddings.replay(nothing, jsonWish)).toBeUndefined();
    expect(embeddings.replay(jsonRecording(floatAnswer), streamWish)).toBeUndefined();
  });

  it('turns any float32 to base64 and back without loss, in at most nine digits', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const back = decodeVector(encodeVector(values)!)!;
        expect(back.map(Math.fround)).toEqual(values);
        for (const value of back) {
          const digits = value.toExponential().replace(/e.*/, '').replace(/\D/g, '');
          expect(digits.length).toBeLessThanOrEqual(9);
        }
      }),
      { numRuns: 500 },
    );
  });
});
