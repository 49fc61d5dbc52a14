import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import {
  eventsOf,
  jsonOf,
  jsonRecording,
  jsonWish,
  streamRecording,
  streamWish,
  streamWithUsageWish,
  textOf,
} from '../support/recordings.ts';
import { jsonAnswers } from './answers.ts';
import { chunk, helloChunks, streams, usageChunk, vendorDelta } from './streams.ts';

const finish = chunk({}, { finish_reason: 'stop' });
const asJson = (chunks: readonly unknown[]): JsonObject =>
  jsonOf(openaiChat.replay(streamRecording(chunks), jsonWish)!.body);
const messageOf = (chunks: readonly unknown[]): JsonObject => {
  const { choices } = asJson(chunks) as unknown as { choices: { message: JsonObject }[] };
  return choices[0]!.message;
};

const piece = (delta: object): object => chunk(vendorDelta(delta));
const contentPiece = (content: unknown): object => piece({ content });
const thinking = (text: string): object => ({ type: 'thinking', thinking: [{ type: 'text', text }] });
const choiceOf = (content: string): object => ({ message: { content }, finish_reason: 'stop' });
const streamedSize = (choices: object[], id = 'x'): number | undefined =>
  openaiChat.replay(jsonRecording({ id, choices }), streamWish)?.body.length;

describe('the usage chunk of a recorded stream', () => {
  it.each(['\n', '\r\n', '\r'])(
    'is left out for a caller who did not ask, and nothing else is (line ends %j)',
    (lineEnd) => {
      const body = [`: note${lineEnd}${lineEnd}`, ...helloChunks.map((each) => ({ ...each, usage: null }))];
      const recording = streamRecording([...body, usageChunk], { lineEnd });
      expect(textOf(openaiChat.replay(recording, streamWish)!.body)).toBe(
        textOf(streamRecording(body, { lineEnd }).body),
      );
      expect(openaiChat.replay(recording, streamWithUsageWish)!.body).toBe(recording.body);
    },
  );

  it('stays when it rides on a chunk with choices, as vendors send it unasked', () => {
    const recording = streamRecording([...helloChunks.slice(0, 3), { ...finish, usage: usageChunk.usage }]);
    expect(openaiChat.replay(recording, streamWish)!.body).toBe(recording.body);
  });

  it('is not mistaken: a chunk without choices that reports none, or text that looks like one', () => {
    const filters = { ...usageChunk, usage: null, prompt_filter_results: [] };
    const look = chunk({ content: '{"choices":[],"usage":{}}' });
    const recording = streamRecording([filters, look, ...helloChunks]);
    expect(openaiChat.replay(recording, streamWish)!.body).toBe(recording.body);
  });

  it('is not made up when the recording has none', () => {
    expect(openaiChat.replay(streams.text, streamWithUsageWish)!.body).toBe(streams.text.body);
    const { usage: _usage, ...withoutUsage } = jsonAnswers.text;
    const events = eventsOf(openaiChat.replay(jsonRecording(withoutUsage), streamWithUsageWish)!.body);
    expect(JSON.stringify(events)).not.toContain('"usage"');
  });
});

describe('a stream as JSON', () => {
  it('has the members of a chat completion in their order', () => {
    const recording = streams['text and usage'];
    expect(textOf(openaiChat.replay(recording, jsonWish)!.body)).toBe(
      JSON.stringify({
        id: 'chatcmpl-123',
        object: 'chat.completion',
        created: 1694268190,
        model: 'gpt-4o-mini',
        choices: [
          {
            index: 0,
            message: { role: 'assistant', content: 'Grüße 👋🏽', refusal: null },
            logprobs: null,
            finish_reason: 'stop',
          },
        ],
        usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 },
        system_fingerprint: 'fp_44709d6fcb',
      }),
    );
  });

  it('drops padding and the empty envelope of Azure’s first chunk', () => {
    const opening = {
      id: '',
      object: '',
      created: 0,
      model: '',
      choices: [],
      prompt_filter_results: [{ prompt_index: 0 }],
    };
    expect(asJson([opening, ...helloChunks])).toMatchObject({
      id: 'chatcmpl-123',
      created: 1694268190,
      model: 'gpt-4o-mini',
      prompt_filter_results: [{ prompt_index: 0 }],
    });
    expect(asJson([...helloChunks, { ...opening, model: 'other' }])).toMatchObject({
      id: 'chatcmpl-123',
      model: 'gpt-4o-mini',
    });
    expect(asJson(helloChunks)).not.toHaveProperty('obfuscation');
  });

  it('puts unknown members together: text and lists grow, others are replaced, null changes nothing', () => {
    expect(
      messageOf([
        piece({ role: 'assistant', reasoning: 'a', reasoning_details: [{ n: 1 }], extra: { v: 1 }, note: null }),
        piece({ reasoning: 'b', reasoning_details: [{ n: 2 }], extra: { v: 2 }, content: 'x' }),
        piece({ reasoning: null, extra: null, content: null, __proto__x: 'y' }),
        finish,
      ]),
    ).toEqual({
      role: 'assistant',
      content: 'x',
      refusal: null,
      reasoning: 'ab',
      reasoning_details: [{ n: 1 }, { n: 2 }],
      extra: { v: 2 },
      note: null,
      __proto__x: 'y',
    });
  });

  it('keeps a member called __proto__ a member', () => {
    const delta = JSON.parse('{"content":"x","__proto__":{"y":1}}') as object;
    expect(JSON.stringify(messageOf([chunk(delta), finish]))).toContain('"__proto__":{"y":1}');
  });

  it('joins Mistral’s mixed content to one list of parts', () => {
    expect(
      messageOf([
        contentPiece(''),
        contentPiece([thinking('a')]),
        contentPiece([thinking('b')]),
        contentPiece('Hel'),
        contentPiece('lo'),
        contentPiece(''),
        finish,
      ]),
    ).toMatchObject({ content: [thinking('a'), thinking('b'), { type: 'text', text: 'Hello' }] });
    expect(messageOf([contentPiece('Hi'), contentPiece([{ type: 'reference' }]), finish])).toMatchObject({
      content: [{ type: 'text', text: 'Hi' }, { type: 'reference' }],
    });
  });

  it.each<[string, object[], object[]]>([
    [
      'that all say index 0 but have their own ids',
      [
        { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } },
        { index: 0, id: 'b', type: 'function', function: { name: 'g', arguments: '{"x":1}' } },
      ],
      [
        { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } },
        { id: 'b', type: 'function', function: { name: 'g', arguments: '{"x":1}' } },
      ],
    ],
    [
      'without index',
      [
        { id: 'a', function: { name: 'f', arguments: '{' } },
        { function: { arguments: '}' } },
        { id: 'b', function: { name: 'g' } },
      ],
      [
        { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } },
        { id: 'b', type: 'function', function: { name: 'g', arguments: '' } },
      ],
    ],
    [
      'whose id and name are repeated on every delta',
      [
        { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x"' } },
        { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: ':1}' } },
        { index: 0, id: '', type: 'function', function: { name: '', arguments: '' } },
      ],
      [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
    ],
    [
      'of a custom tool, after another index',
      [
        { index: 3, id: 'c', type: 'custom', custom: { name: 'shell', input: 'l' }, extra_content: { a: 1 } },
        { index: 3, custom: { input: 's' } },
        { index: 1, id: 'd', type: 'function', function: { name: 'f', arguments: '' } },
      ],
      [
        { id: 'd', type: 'function', function: { name: 'f', arguments: '' } },
        { id: 'c', type: 'custom', custom: { name: 'shell', input: 'ls' }, extra_content: { a: 1 } },
      ],
    ],
  ])('keeps tool calls apart %s', (_name, deltas, calls) => {
    const pieces = deltas.map((delta) => piece({ tool_calls: [delta] }));
    expect(messageOf([...pieces, chunk({}, { finish_reason: 'tool_calls' })])).toMatchObject({ tool_calls: calls });
  });
});

describe('JSON as a stream', () => {
  it.each(['', 'x'])('comes in pieces of a phrase, never half a character (after %j)', (start) => {
    const content = `${start}${'👋🏽'.repeat(400)}`;
    const answer = {
      ...jsonAnswers.text,
      choices: [{ ...jsonAnswers.text.choices[0], message: { role: 'assistant', content } }],
    };
    const { body } = openaiChat.replay(jsonRecording(answer), streamWish)!;
    const events = eventsOf(body).filter((event) => typeof event === 'object');
    const pieces = events.map(
      (event) => (event as unknown as { choices: { delta: { content?: string } }[] }).choices[0]!.delta.content ?? '',
    );
    expect(pieces.join('')).toBe(content);
    expect(pieces.length).toBeGreaterThan(20);
    for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
  });

  it('stays in proportion for a huge text and gives up on what would grow without bound', () => {
    expect(streamedSize([choiceOf('x'.repeat(4_000_000))])).toBeLessThan(5_000_000);
    expect(streamedSize([choiceOf('y'.repeat(100_000))], 'i'.repeat(1_000_000))).toBeUndefined();
  });

  it('cannot be made of a choice without a message', () => {
    for (const choices of [[], [{}], [{ message: 'x' }], [null], 'x']) {
      expect(openaiChat.replay(jsonRecording({ choices }), streamWish)).toBeUndefined();
    }
  });
});
