import * as fc from 'fast-check';
import { CohereClient, type Cohere } from 'cohere-ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { cohereChat } from '../../../../src-core/providers/cohere-chat/dialect.ts';
import { jsonOf, jsonRecording, jsonWish, streamWithUsageWish, textOf } from '../support/recordings.ts';
import { startSdkUpstream, type SdkUpstream } from '../support/sdk-upstream.ts';
import { jsonAnswers, textAnswer } from './answers.ts';
import { content, end, helloEvents, message, start, streamOf, streams } from './streams.ts';

/** The vendor's own SDK (cohere-ai 8.1.0) judges every replay. */
let upstream: SdkUpstream;
let client: CohereClient;
beforeAll(async () => {
  upstream = await startSdkUpstream();
  client = new CohereClient({ environment: upstream.url, token: 'x', maxRetries: 0 });
});
afterAll(() => upstream.close());

const question: Cohere.V2ChatRequest = { model: 'command-a-03-2025', messages: [{ role: 'user', content: 'Hi?' }] };

async function chat(recording: Recording): Promise<unknown> {
  upstream.serve(cohereChat.replay(recording, jsonWish));
  return client.v2.chat(question);
}

/** What a caller puts together from the events of the SDK, by Cohere's streaming guide. */
async function accumulate(recording: Recording, pieceBytes?: number): Promise<object> {
  upstream.serve(cohereChat.replay(recording, streamWithUsageWish), pieceBytes);
  const texts = new Map<number, { type: string; text: string }>();
  const calls = new Map<number, { id?: string; name?: string; args: string }>();
  const citations: unknown[] = [];
  const logprobs: unknown[] = [];
  let plan = '';
  let id: string | undefined;
  let last: Cohere.ChatMessageEndEventDelta | undefined;
  for await (const event of await client.v2.chatStream(question)) {
    if (event.type === 'message-start') id = event.id;
    if (event.type === 'content-start') {
      texts.set(event.index ?? -1, { type: event.delta?.message?.content?.type ?? '', text: '' });
    }
    if (event.type === 'content-delta') {
      const said = event.delta?.message?.content;
      texts.get(event.index ?? -1)!.text += said?.text ?? said?.thinking ?? '';
      if (event.logprobs !== undefined) logprobs.push(event.logprobs);
    }
    if (event.type === 'tool-plan-delta') plan += event.delta?.message?.toolPlan ?? '';
    if (event.type === 'tool-call-start') {
      const call = event.delta?.message?.toolCalls;
      calls.set(event.index ?? -1, { ...(call && { id: call.id }), name: call?.function?.name ?? '', args: '' });
    }
    if (event.type === 'tool-call-delta') {
      calls.get(event.index ?? -1)!.args += event.delta?.message?.toolCalls?.function?.arguments ?? '';
    }
    if (event.type === 'citation-start') citations.push(event.delta?.message?.citations);
    if (event.type === 'message-end') last = event.delta;
  }
  const { finishReason, usage } = last ?? {};
  return { id, texts: [...texts.values()], calls: [...calls.values()], citations, logprobs, plan, finishReason, usage };
}

/** The same of a whole answer. */
function accumulated(answer: Cohere.V2ChatResponse): object {
  const { id, finishReason, usage, logprobs = [] } = answer;
  const { content: contents = [], toolCalls = [], citations = [], toolPlan: plan = '' } = answer.message;
  return {
    id,
    texts: contents.map((item) => ({ type: item.type, text: item.type === 'text' ? item.text : item.thinking })),
    calls: toolCalls.map((call) => ({ id: call.id, name: call.function?.name, args: call.function?.arguments })),
    citations,
    logprobs,
    plan,
    finishReason,
    usage,
  };
}

describe('a JSON answer of Cohere as a stream', () => {
  it.each(Object.entries(jsonAnswers))('%s: is what a caller of the SDK puts together', async (_name, answer) => {
    const recording = jsonRecording(answer);
    const whole = (await chat(recording)) as Cohere.V2ChatResponse;
    expect(await accumulate(recording)).toEqual(accumulated(whole));
    expect(await accumulate(recording, 7)).toEqual(accumulated(whole));
  });

  it.each(Object.entries(jsonAnswers))('%s: and back again is that answer', (_name, answer) => {
    const stream = cohereChat.replay(jsonRecording(answer), streamWithUsageWish)!;
    expect(jsonOf(cohereChat.replay({ mode: 'sse', ...stream }, jsonWish)!.body)).toEqual(answer);
  });

  it('names its events, starts with message-start and ends with message-end and [DONE]', () => {
    const text = textOf(cohereChat.replay(jsonRecording(textAnswer), streamWithUsageWish)!.body);
    const names = text.split('\n').flatMap((line) => (line.startsWith('event: ') ? [line.slice(7)] : []));
    expect(names).toEqual(['message-start', 'content-start', 'content-delta', 'content-end', 'message-end']);
    expect(text.endsWith('\n\ndata: [DONE]\n\n')).toBe(true);
  });

  it('cannot be made without a message, or of log probabilities that do not spell the text', () => {
    const odd = { ...textAnswer, logprobs: [{ text: 'Other', token_ids: [1], logprobs: [-1] }] };
    for (const answer of [{ message: 'x' }, odd]) {
      expect(cohereChat.replay(jsonRecording(answer), streamWithUsageWish)).toBeUndefined();
    }
  });
});

describe('a stream of Cohere as JSON', () => {
  it.each(Object.entries(streams))('%s: is what a caller of the SDK puts together', async (_name, recording) => {
    const whole = (await chat(recording)) as Cohere.V2ChatResponse;
    expect(accumulated(whole)).toEqual(await accumulate(recording));
  });

  it('leaves out what was only announced, and debug events', () => {
    const recording = streamOf([{ type: 'debug', prompt: 'x' }, ...helloEvents]);
    const { message: said } = jsonOf(cohereChat.replay(recording, jsonWish)!.body);
    expect(said).toEqual({ role: 'assistant', content: [{ type: 'text', text: 'A cache keeps 🐿.' }] });
  });

  it('takes deltas that name their type again, and citations as a list', () => {
    const recording = streamOf([
      start,
      message('content-start', 0, { content: { type: 'text' } }),
      message('content-delta', 0, { content: { type: 'text', text: 'a' } }),
      message('citation-start', 0, { citations: [{ start: 0 }, { start: 1 }] }),
      end(),
    ]);
    expect(jsonOf(cohereChat.replay(recording, jsonWish)!.body)).toMatchObject({
      message: { content: [{ type: 'text', text: 'a' }], citations: [{ start: 0 }, { start: 1 }] },
    });
  });

  it('says the same however the text was cut, in both directions', () => {
    const pieces = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, pieces, fc.constantFrom('\n', '\r\n', '\r'), (thoughts, texts, lineEnd) => {
        const events = [start, ...content('thinking', 0, ...thoughts), ...content('text', 1, ...texts), end()];
        const json = cohereChat.replay(streamOf(events, { lineEnd }), jsonWish)!;
        const said = [
          { type: 'thinking', thinking: thoughts.join('') },
          { type: 'text', text: texts.join('') },
        ];
        expect(jsonOf(json.body)).toMatchObject({ message: { content: said } });
        const stream = cohereChat.replay({ mode: 'json', ...json }, streamWithUsageWish)!;
        expect(textOf(stream.body).match(/\[DONE\]/g)).toHaveLength(1);
        expect(jsonOf(cohereChat.replay({ mode: 'sse', ...stream }, jsonWish)!.body)).toEqual(jsonOf(json.body));
      }),
    );
  });
});
