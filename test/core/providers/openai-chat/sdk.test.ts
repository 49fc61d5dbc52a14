import type OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { ReplayWish } from '../../../../src-core/ports/dialect.ts';
import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import { jsonRecording, jsonWish, streamRecording, streamWish, streamWithUsageWish } from '../support/recordings.ts';
import { startSdkUpstream, type SdkUpstream } from '../support/sdk-upstream.ts';
import { jsonAnswers, vendorAnswers } from './answers.ts';
import { chunk, helloChunks, streams, usageChunk, vendorDelta } from './streams.ts';

/** The vendor's own SDK (openai 7.57.0) judges every replay. */
let upstream: SdkUpstream;
beforeAll(async () => {
  upstream = await startSdkUpstream();
});
afterAll(() => upstream.close());

const question = { model: 'gpt-4.1', messages: [{ role: 'user' as const, content: 'Hello!' }] };

/** What the SDK makes of a replay that streams. Small pieces split characters and events across packets. */
async function accumulate(recording: Recording, wish: ReplayWish, pieceBytes?: number): Promise<unknown> {
  upstream.serve(openaiChat.replay(recording, wish), pieceBytes);
  const stream = upstream.client.chat.completions.stream({
    ...question,
    ...(wish.includeUsage ? { stream_options: { include_usage: true } } : {}),
  });
  return withoutParsed(await stream.finalChatCompletion());
}

async function create(recording: Recording): Promise<unknown> {
  upstream.serve(openaiChat.replay(recording, jsonWish));
  return JSON.parse(JSON.stringify(await upstream.client.chat.completions.create(question))) as unknown;
}

/** The SDK's accumulator adds `parsed` and always says `refusal` and `content`; JSON answers may leave them out. */
function withoutParsed(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name === 'parsed' ? undefined : inner)),
  ) as unknown;
}

function withDefaults(answer: object): unknown {
  const copy = JSON.parse(JSON.stringify(answer)) as { choices: { message: object }[] };
  for (const choice of copy.choices) choice.message = { content: null, refusal: null, ...choice.message };
  return copy;
}

const withoutUsage = (answer: object): object =>
  Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'usage'));

const allAnswers: Record<string, object> = { ...jsonAnswers, ...vendorAnswers };

describe('a JSON answer replayed as a stream', () => {
  it.each(Object.entries(allAnswers))('%s: is what the SDK accumulates', async (_name, answer) => {
    expect(await accumulate(jsonRecording(answer), streamWithUsageWish)).toEqual(withDefaults(answer));
  });

  it.each(Object.entries(allAnswers))('%s: has no usage unless asked for', async (_name, answer) => {
    expect(await accumulate(jsonRecording(answer), streamWish)).toEqual(withDefaults(withoutUsage(answer)));
  });

  it('survives being cut at every few bytes', async () => {
    const answer = jsonAnswers['text of many scripts'];
    expect(await accumulate(jsonRecording(answer), streamWithUsageWish, 7)).toEqual(withDefaults(answer));
  });

  it('comes in chunks of the shape that the SDK types', async () => {
    upstream.serve(openaiChat.replay(jsonRecording(jsonAnswers.text), streamWithUsageWish));
    const chunks: OpenAI.Chat.ChatCompletionChunk[] = [];
    const stream = await upstream.client.chat.completions.create({ ...question, stream: true });
    for await (const each of stream) chunks.push(each);
    const { id, created, model, system_fingerprint, service_tier, usage } = jsonAnswers.text;
    const envelope = { id, created, model, system_fingerprint, service_tier, object: 'chat.completion.chunk' };
    const piece = (delta: object, finish_reason: string | null = null): object => ({
      ...envelope,
      choices: [{ index: 0, delta, logprobs: null, finish_reason }],
    });
    expect(chunks).toEqual([
      piece({ role: 'assistant', content: '', refusal: null }),
      piece({ annotations: [] }),
      piece({ content: 'Hello! How can I assist you today?' }),
      piece({}, 'stop'),
      { ...envelope, choices: [], usage },
    ]);
  });
});

describe('a stream replayed as JSON', () => {
  it.each(Object.entries(streams))(
    '%s: is what the SDK accumulates from the recorded stream',
    async (_name, recording) => {
      const wish = { ...streamWish, includeUsage: true };
      expect(await create(recording)).toEqual(await accumulate(recording, wish));
    },
  );

  it.each(Object.entries(streams))('%s: and back again is still that', async (_name, recording) => {
    const json = openaiChat.replay(recording, jsonWish)!;
    const again = await accumulate({ mode: 'json', ...json }, streamWithUsageWish);
    expect(again).toEqual(await accumulate(recording, streamWithUsageWish));
  });

  it('puts vendors’ own text together, of which the SDK’s accumulator keeps the last piece', async () => {
    const reasoning = ['First, ', 'then.'].map((text) =>
      chunk(vendorDelta({ reasoning_content: text, content: null })),
    );
    const recording = streamRecording([...reasoning, ...helloChunks]);
    expect(await create(recording)).toMatchObject({
      choices: [{ message: { reasoning_content: 'First, then.', content: 'Grüße 👋🏽' } }],
    });
  });

  it('takes usage from wherever the vendor put it', async () => {
    const usage = usageChunk.usage!;
    const finish = chunk({}, { finish_reason: 'stop' });
    const body = helloChunks.slice(0, 3);
    const recordings = [
      streamRecording([...helloChunks, usageChunk]),
      streamRecording([...body, { ...finish, usage }]),
      streamRecording([...body, { ...finish, x_groq: { id: 'req_1', usage } }]),
    ];
    for (const recording of recordings) expect(await create(recording)).toMatchObject({ usage });
    expect(await create(streams.text)).not.toHaveProperty('usage');
  });
});

describe('a JSON answer replayed as JSON', () => {
  it.each(Object.entries(allAnswers))('%s: is that answer', async (_name, answer) => {
    expect(await create(jsonRecording(answer))).toEqual(JSON.parse(JSON.stringify(answer)));
  });
});
