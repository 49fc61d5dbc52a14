import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, streamText, tool, type ToolSet } from 'ai';
import type OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { jsonRecording, jsonWish, streamWish } from '../support/recordings.ts';
import { startSdkUpstream, type SdkUpstream } from '../support/sdk-upstream.ts';
import { jsonAnswers } from './answers.ts';
import { streams } from './streams.ts';

/** The vendor's own SDK (openai 7.57.0) and the AI SDK (@ai-sdk/openai 4.0.118) judge every replay. */
let upstream: SdkUpstream;
beforeAll(async () => {
  upstream = await startSdkUpstream();
});
afterAll(() => upstream.close());

const question = { model: 'gpt-4.1', input: 'Hello!' };

/** What the SDK makes of a replay that streams. Small pieces split characters and events across packets. */
async function accumulate(recording: Recording, pieceBytes?: number): Promise<unknown> {
  upstream.serve(openaiResponses.replay(recording, streamWish), pieceBytes);
  return onTheWire(await upstream.client.responses.stream(question).finalResponse());
}

async function create(recording: Recording): Promise<unknown> {
  upstream.serve(openaiResponses.replay(recording, jsonWish));
  return onTheWire(await upstream.client.responses.create(question));
}

async function eventsOf(recording: Recording): Promise<OpenAI.Responses.ResponseStreamEvent[]> {
  upstream.serve(openaiResponses.replay(recording, streamWish));
  const events: OpenAI.Responses.ResponseStreamEvent[] = [];
  for await (const event of await upstream.client.responses.create({ ...question, stream: true })) events.push(event);
  return events;
}

const ofTheSdk = new Set(['output_text', 'output_parsed', 'parsed', 'parsed_arguments']);

/** Without what the SDK adds to answers and parts. */
function onTheWire(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (ofTheSdk.has(name) ? undefined : inner)),
  ) as unknown;
}

/** What the steps alone amount to: the last event, which holds everything, is taken away. */
async function fromSteps(recording: Recording): Promise<unknown> {
  const { body = Buffer.from(''), contentType = '' } = openaiResponses.replay(recording, streamWish) ?? {};
  const text = Buffer.from(body).toString();
  upstream.serve({ contentType, body: Buffer.from(text.slice(0, text.lastIndexOf('event: response.'))) });
  const { output } = await upstream.client.responses.stream(question).finalResponse();
  return onTheWire(output);
}

const answers = Object.entries<object>(jsonAnswers);

describe('a JSON answer replayed as a stream', () => {
  it.each(answers)('%s: is what the SDK accumulates', async (_name, answer) => {
    expect(await accumulate(jsonRecording(answer))).toEqual(onTheWire(answer));
  });

  it.each(answers)('%s: its steps alone amount to the same output', async (_name, answer) => {
    expect(await fromSteps(jsonRecording(answer))).toEqual(onTheWire((answer as { output: unknown }).output));
  });

  it('survives being cut at every few bytes', async () => {
    const answer = jsonAnswers['text of many scripts'];
    expect(await accumulate(jsonRecording(answer), 7)).toEqual(onTheWire(answer));
  });

  it('has every step of a real stream, numbered', async () => {
    const events = await eventsOf(jsonRecording(jsonAnswers['reasoning with summary and encrypted content']));
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, index) => index));
    expect(events.map(({ type }) => type)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      ...Array.from({ length: 2 }, () => [
        'response.reasoning_summary_part.added',
        'response.reasoning_summary_text.delta',
        'response.reasoning_summary_text.done',
        'response.reasoning_summary_part.done',
      ]).flat(),
      'response.output_item.done',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
  });

  it('says nothing of the end before it', async () => {
    const [created, inProgress] = await eventsOf(jsonRecording(jsonAnswers.text));
    for (const event of [created, inProgress]) {
      expect(event).toMatchObject({
        response: { id: jsonAnswers.text.id, status: 'in_progress', output: [], usage: null, completed_at: null },
      });
    }
  });

  it('never pads what it makes', async () => {
    expect(JSON.stringify(await eventsOf(jsonRecording(jsonAnswers.text)))).not.toContain('obfuscation');
  });

  it('announces an item of tomorrow whole, and nothing in between', async () => {
    const item = { type: 'tea_call', id: 'tea_1', status: 'completed', sugar: 2 };
    const answer = { ...jsonAnswers.text, output: [item] };
    expect((await eventsOf(jsonRecording(answer))).slice(2, -1)).toEqual([
      { type: 'response.output_item.added', sequence_number: 2, output_index: 0, item },
      { type: 'response.output_item.done', sequence_number: 3, output_index: 0, item },
    ]);
  });
});

describe('a stream replayed as JSON', () => {
  it.each(Object.entries(streams))(
    '%s: is what the SDK accumulates from the recorded stream',
    async (_name, recording) => {
      expect(await create(recording)).toEqual(await accumulate(recording));
    },
  );

  it.each(Object.entries(streams))('%s: and back again is still that', async (_name, recording) => {
    const json = openaiResponses.replay(recording, jsonWish)!;
    expect(await accumulate({ mode: 'json', ...json })).toEqual(await accumulate(recording));
  });
});

describe('a JSON answer replayed as JSON', () => {
  it.each(answers)('%s: is that answer', async (_name, answer) => {
    expect(await create(jsonRecording(answer))).toEqual(onTheWire(answer));
  });
});

const anyInput = jsonSchema({ type: 'object', properties: {} });
const tools: ToolSet = {
  get_weather: tool({ inputSchema: anyInput }),
  get_time: tool({ inputSchema: anyInput }),
};

type Result = Awaited<ReturnType<typeof generateText>>;

/** What an app built on the AI SDK sees of an answer. Of metadata it gives streams less, whoever sends them. */
interface Seen {
  text: string;
  reasoning: string[];
  calls: unknown;
  finish: string;
  usage: unknown;
}

const model = (): ReturnType<ReturnType<typeof createOpenAI>> =>
  createOpenAI({ baseURL: `${upstream.url}/v1`, apiKey: 'x' })('gpt-5');

async function generated(recording: Recording): Promise<Seen> {
  upstream.serve(openaiResponses.replay(recording, jsonWish));
  return seen(await generateText({ model: model(), prompt: 'Hello!', tools, maxRetries: 0 }));
}

async function stream(recording: Recording): Promise<Shown> {
  upstream.serve(openaiResponses.replay(recording, streamWish));
  const errors: unknown[] = [];
  const onError = ({ error }: { error: unknown }): void => void errors.push(error);
  const result = streamText({ model: model(), prompt: 'Hello!', tools, maxRetries: 0, onError });
  const [text, reasoning, toolCalls, finishReason, usage] = await Promise.all([
    result.text,
    result.reasoning,
    result.toolCalls,
    result.finishReason,
    result.usage,
  ]);
  expect(errors).toEqual([]);
  return { text, reasoning, toolCalls, finishReason, usage };
}

type Shown = Pick<Result, 'text' | 'reasoning' | 'toolCalls' | 'finishReason' | 'usage'>;

const seen = ({ text, reasoning, toolCalls, finishReason, usage }: Shown): Seen => ({
  text,
  reasoning: reasoning.map((part) => ('text' in part ? part.text : part.type)),
  calls: toolCalls,
  finish: finishReason,
  usage,
});

/** The AI SDK shows no open reasoning when it streams, and knows tools only that were declared to it. */
const forTheAiSdk = answers.filter(
  ([name]) => !['open reasoning', 'text and a custom tool call', 'calls that the caller runs'].includes(name),
);

describe('the AI SDK sees the same in both forms', () => {
  it.each(forTheAiSdk)('of JSON: %s', async (_name, answer) => {
    const recording = jsonRecording(answer);
    expect(seen(await stream(recording))).toEqual(await generated(recording));
  });

  it.each(Object.entries(streams))('of a stream: %s', async (_name, recording) => {
    expect(seen(await stream(recording))).toEqual(await generated(recording));
  });

  it('with encrypted reasoning byte for byte', async () => {
    const answer = jsonAnswers['reasoning with summary and encrypted content'];
    const { reasoning } = await stream(jsonRecording(answer));
    const [item] = answer.output;
    expect(JSON.stringify(reasoning)).toContain(
      JSON.stringify((item as { encrypted_content: string }).encrypted_content),
    );
  });
});
