import type OpenAI from 'openai';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { JsonObject, JsonValue, ReplayWish } from '../../../../src-core/ports/dialect.ts';
import { completions } from '../../../../src-core/providers/completions/dialect.ts';
import { identityOf as identityIn } from '../dialect-conformance.ts';
import {
  jsonOf,
  jsonRecording,
  jsonWish,
  streamRecording,
  streamWish,
  streamWithUsageWish,
  textOf,
} from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';
import { startSdkUpstream, type SdkUpstream } from '../support/sdk-upstream.ts';
import { jsonAnswers, streams, usageChunk } from './answers.ts';

const path = '/v1/completions';
const question: JsonObject = { model: 'm', prompt: 'Say this is a test' };
const identityOf = (body: JsonObject): string => identityIn(completions, body, placeOf(path));
const withField = (name: string, value: JsonValue): JsonObject => ({ ...question, [name]: value });

let upstream: SdkUpstream;
beforeAll(async () => {
  upstream = await startSdkUpstream();
});
afterAll(() => upstream.close());

/** What the SDK (openai 7.57.0) reads; a stream put together by the rules of its types: text and arrays grow. */
async function readJson(recording: Recording): Promise<unknown> {
  upstream.serve(completions.replay(recording, jsonWish));
  return JSON.parse(JSON.stringify(await upstream.client.completions.create({ model: 'm', prompt: 'x' }))) as unknown;
}

async function readStream(recording: Recording, wish: ReplayWish): Promise<OpenAI.Completion[]> {
  upstream.serve(completions.replay(recording, wish), 9);
  const chunks: OpenAI.Completion[] = [];
  const stream = await upstream.client.completions.create({ model: 'm', prompt: 'x', stream: true });
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

function texts(chunks: readonly OpenAI.Completion[]): Record<number, string> {
  const found: Record<number, string> = {};
  for (const choice of chunks.flatMap((chunk) => chunk.choices)) {
    found[choice.index] = (found[choice.index] ?? '') + choice.text;
  }
  return found;
}

describe('identity', () => {
  it.each<[string, JsonValue]>([
    ['best_of', 3],
    ['echo', true],
    ['frequency_penalty', 1],
    ['logit_bias', { '5': 1 }],
    ['logprobs', 2],
    ['max_tokens', 5],
    ['n', 2],
    ['presence_penalty', 1],
    ['seed', 1],
    ['stop', '\n'],
    ['suffix', 'x'],
    ['temperature', 0],
    ['top_p', 0.5],
    ['top_k', 5],
    ['a_field_of_tomorrow', 1],
  ])('%s is part of it; null means absent only where OpenAI says so', (name, value) => {
    expect(identityOf(withField(name, value))).not.toBe(identityOf(question));
    const isDocumented = name !== 'top_k' && name !== 'a_field_of_tomorrow';
    expect(identityOf(withField(name, null)) === identityOf(question)).toBe(isDocumented);
  });

  it.each<[string, JsonValue]>([
    ['user', 'u'],
    ['stream', true],
    ['stream_options', { include_usage: true }],
    ['metadata', {}],
    ['service_tier', 'flex'],
  ])('%s is not part of it', (name, value) => {
    expect(identityOf(withField(name, value))).toBe(identityOf(question));
  });

  it('tells prompts apart', () => {
    const prompts: JsonValue[] = ['a', ['a'], ['a', 'b'], ['b', 'a'], [1, 2], [[1, 2]], [[1], [2]]];
    expect(new Set(prompts.map((prompt) => identityOf(withField('prompt', prompt)))).size).toBe(prompts.length);
  });

  it('never changes: stored answers are found by it', () => {
    // sha256 of {"max_tokens":7,"model":"m","prompt":"Say this is a test","temperature":0}
    const body = { ...question, temperature: 0, max_tokens: 7, stream: true, seed: null };
    const golden = createHash('sha256').update(
      '{"max_tokens":7,"model":"m","prompt":"Say this is a test","temperature":0}',
    );
    expect(createHash('sha256').update(identityOf(body)).digest('hex')).toBe(golden.digest('hex'));
  });
});

describe('reading', () => {
  it.each<[string, JsonObject, string]>([
    ['no prompt', { model: 'm' }, 'unsupported_body'],
    ['a null prompt', withField('prompt', null), 'unsupported_body'],
    ['an empty list', withField('prompt', []), 'unsupported_body'],
    ['a mixed list', withField('prompt', ['a', {}]), 'unsupported_body'],
    ['no model', { prompt: 'x' }, 'unsupported_body'],
    ['a live model', withField('model', 'x/y:online'), 'live_request'],
  ])('%s is not cached', (_name, body, reason) => {
    expect(completions.readRequest(body, placeOf(path))).toEqual({ cacheable: false, reason });
  });

  it('shows prompts to people', () => {
    expect(
      completions.readRequest({ ...question, prompt: ['a', [1, 2, 3]], max_tokens: 5, user: 'u' }, placeOf(path)),
    ).toMatchObject({
      request: {
        promptText: 'a\n[3 tokens]',
        conversation: [
          { role: 'prompt', text: 'a' },
          { role: 'prompt', text: '[3 tokens]' },
        ],
        parameters: { model: 'm', max_tokens: 5 },
      },
    });
  });

  it.each<[string, Recording, string]>([
    ['a stream without [DONE]', streamRecording([usageChunk], { done: false }), 'truncated'],
    ['a stream with no choices', streamRecording([usageChunk]), 'truncated'],
    ['no finish reason', jsonRecording({ choices: [{ text: 'x', index: 0 }] }), 'unnatural_finish'],
    [
      'a filtered answer',
      jsonRecording({ choices: [{ text: 'x', finish_reason: 'content_filter' }] }),
      'unnatural_finish',
    ],
    ['a cut answer', jsonRecording({ choices: [{ text: 'x', finish_reason: 'length' }] }), 'unnatural_finish'],
    ['an error', jsonRecording({ error: 'x' }), 'error_in_body'],
    ['a chat completion', jsonRecording({ choices: [{ message: {}, finish_reason: 'stop' }] }), 'not_parseable'],
  ])('%s is not stored', (_name, recording, reason) => {
    expect(completions.readAnswer(recording, { storeLengthLimited: false })).toMatchObject({ storable: false, reason });
  });

  it('tells text, finish reasons and usage', () => {
    expect(completions.readAnswer(streams['two prompts interleaved'], { storeLengthLimited: false })).toEqual({
      storable: true,
      textOnly: true,
      answerText: 'xy\n\nab',
      finishReasons: ['stop', 'stop'],
      usage: null,
    });
    expect(completions.readAnswer(streams['text and usage'], { storeLengthLimited: false })).toMatchObject({
      usage: { inputTokens: 5, outputTokens: 7, totalTokens: 12 },
    });
  });
});

describe('replay, read by the SDK', () => {
  it.each(Object.entries(jsonAnswers))('%s: a stream says what the JSON said', async (_name, answer) => {
    const chunks = await readStream(jsonRecording(answer), streamWithUsageWish);
    expect(texts(chunks)).toEqual(Object.fromEntries(answer.choices.map(({ index, text }) => [index, text])));
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: answer.usage });
    const again = completions.replay(
      { mode: 'sse', ...completions.replay(jsonRecording(answer), streamWithUsageWish)! },
      jsonWish,
    );
    expect(jsonOf(again!.body)).toEqual(answer);
  });

  it.each(Object.entries(streams))('%s: JSON says what the stream said', async (_name, recording) => {
    const json = (await readJson(recording)) as OpenAI.Completion;
    expect(texts([json])).toEqual(texts(await readStream(recording, streamWish)));
    expect(json.choices.map((choice) => choice.finish_reason)).toEqual(json.choices.map(() => 'stop'));
  });

  it('joins log probabilities', async () => {
    expect(await readJson(streams['log probabilities'])).toMatchObject({
      choices: [{ ...jsonAnswers['log probabilities'].choices[0] }],
    });
  });

  it('leaves the usage chunk out, and only that, for a caller who did not ask', () => {
    const body = textOf(streams['text and usage'].body);
    const usage = `data: ${JSON.stringify(usageChunk)}\n\n`;
    expect(textOf(completions.replay(streams['text and usage'], streamWish)!.body)).toBe(body.replace(usage, ''));
  });

  it('cannot make a stream of choices without text', () => {
    for (const choices of [[], [{}], [{ text: null }], 'x']) {
      expect(completions.replay(jsonRecording({ choices }), streamWish)).toBeUndefined();
    }
  });
});
