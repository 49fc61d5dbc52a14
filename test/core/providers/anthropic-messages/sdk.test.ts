import { createAnthropic } from '@ai-sdk/anthropic';
import Anthropic from '@anthropic-ai/sdk';
import { generateText, jsonSchema, streamText, tool, type ToolSet } from 'ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { jsonOf, jsonRecording, jsonWish, streamWish } from '../support/recordings.ts';
import { startSdkUpstream, type SdkUpstream } from '../support/sdk-upstream.ts';
import { jsonAnswers } from './answers.ts';
import { streams } from './streams.ts';

/** The vendor's own SDK (@anthropic-ai/sdk 1.13.0) and the AI SDK (@ai-sdk/anthropic 4.0.105) judge every replay. */
let upstream: SdkUpstream;
let client: Anthropic;
beforeAll(async () => {
  upstream = await startSdkUpstream();
  client = new Anthropic({ apiKey: 'sk-ant-test', baseURL: upstream.url, maxRetries: 0 });
});
afterAll(() => upstream.close());

const question = {
  model: 'claude-opus-5-5',
  max_tokens: 64,
  messages: [{ role: 'user' as const, content: 'Hello!' }],
};

/** What the SDK makes of a replay that streams. Small pieces split characters and events across packets. */
async function accumulate(recording: Recording, pieceBytes?: number): Promise<unknown> {
  upstream.serve(anthropicMessages.replay(recording, streamWish), pieceBytes);
  return plain(await client.messages.stream(question).finalMessage());
}

async function accumulateBeta(recording: Recording): Promise<unknown> {
  upstream.serve(anthropicMessages.replay(recording, streamWish));
  return plain(await client.beta.messages.stream(question).finalMessage());
}

async function create(recording: Recording): Promise<unknown> {
  upstream.serve(anthropicMessages.replay(recording, jsonWish));
  return plain(await client.messages.create(question));
}

/** Without what the SDK adds: parsed structured answers. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) =>
      name === 'parsed_output' || name === 'parsed' ? undefined : inner,
    ),
  ) as unknown;
}

const answers = Object.entries(jsonAnswers);

describe('a JSON message replayed as a stream', () => {
  it.each(answers)('%s: is what the SDK accumulates', async (_name, answer) => {
    expect(await accumulateBeta(jsonRecording(answer))).toEqual(plain(answer));
    expect(await accumulate(jsonRecording(answer))).toEqual(plain(answer));
  });

  it('survives being cut at every few bytes', async () => {
    const answer = jsonAnswers['text of many scripts'];
    expect(await accumulate(jsonRecording(answer), 7)).toEqual(plain(answer));
  });

  it('has every step of a real stream', async () => {
    upstream.serve(anthropicMessages.replay(jsonRecording(jsonAnswers['two tools after text']), streamWish));
    const seen: string[] = [];
    for await (const event of await client.messages.create({ ...question, stream: true })) {
      seen.push(event.type === 'content_block_delta' ? event.delta.type : event.type);
    }
    const block = (...deltas: string[]): string[] => ['content_block_start', ...deltas, 'content_block_stop'];
    expect(seen).toEqual([
      'message_start',
      ...block('text_delta'),
      ...block('input_json_delta', 'input_json_delta'),
      ...block('input_json_delta'),
      'message_delta',
      'message_stop',
    ]);
  });
});

/** No SDK sees the end of a stream whose last blank line is missing. */
const whole = Object.entries(streams).filter(([name]) => name !== 'without the last line ends');

describe('a recorded stream replayed as JSON', () => {
  it.each(whole)('%s: is what the SDK accumulates from the stream', async (_name, recording) => {
    expect(await create(recording)).toEqual(await accumulateBeta(recording));
  });

  it.each(Object.entries(streams))('%s: comes back the same from JSON', async (_name, recording) => {
    const { body } = anthropicMessages.replay(recording, jsonWish)!;
    const again = anthropicMessages.replay(jsonRecording(jsonOf(body)), streamWish)!;
    const { body: back } = anthropicMessages.replay({ mode: 'sse', ...again }, jsonWish)!;
    expect(jsonOf(back)).toEqual(jsonOf(body));
  });
});

describe('the AI SDK', () => {
  const tools: ToolSet = { weather: tool({ inputSchema: jsonSchema<object>({ type: 'object' }) }) };
  const options = () => ({
    model: createAnthropic({ apiKey: 'x', baseURL: `${upstream.url}/v1` })('claude-opus-5-5'),
    prompt: 'Hello!',
    maxRetries: 0,
    tools,
  });

  /** What a caller of either function gets. */
  async function generated(recording: Recording): Promise<object> {
    upstream.serve(anthropicMessages.replay(recording, jsonWish));
    const { text, reasoningText, toolCalls, finishReason, usage, providerMetadata } = await generateText(options());
    return plain({ text, reasoningText, toolCalls, finishReason, usage, providerMetadata }) as object;
  }

  async function streamed(recording: Recording): Promise<object> {
    upstream.serve(anthropicMessages.replay(recording, streamWish), 61);
    const errors: unknown[] = [];
    const result = streamText({ ...options(), onError: ({ error }) => void errors.push(error) });
    const seen = {
      text: await result.text,
      reasoningText: await result.reasoningText,
      toolCalls: await result.toolCalls,
      finishReason: await result.finishReason,
      usage: await result.usage,
      providerMetadata: await result.providerMetadata,
    };
    expect(errors).toEqual([]);
    return plain(seen) as object;
  }

  it.each(answers)('%s: reads the same from JSON and stream', async (_name, answer) => {
    expect(await streamed(jsonRecording(answer))).toEqual(await generated(jsonRecording(answer)));
  });

  // Its parser waits for what may follow a last CR.
  it.each(whole.filter(([name]) => name !== 'text framed with CR'))(
    'stream of %s: reads the same from JSON and stream',
    async (_name, recording) => {
      expect(await generated(recording)).toEqual(await streamed(recording));
    },
  );
});
