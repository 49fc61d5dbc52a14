import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { jsonOf, jsonRecording, jsonWish, streamWish, textOf } from '../support/recordings.ts';
import { message, text, toolUse, usage } from './answers.ts';
import { blockStart, blockStop, delta, end, start, stop, streamOf, textBlock, toolBlock } from './streams.ts';

const { replay } = anthropicMessages;

/** Data of the events of a JSON answer as a stream. */
function streamed(answer: object): JsonObject[] | undefined {
  const found = replay(jsonRecording(answer), streamWish);
  if (found === undefined) return undefined;
  const events = textOf(found.body).split('\n\n').slice(0, -1);
  return events.map((event) => {
    const [, type = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
    expect(JSON.parse(data)).toMatchObject({ type });
    return JSON.parse(data) as JsonObject;
  });
}

/** A JSON answer made a stream and a message again. */
function roundTrip(answer: unknown): unknown {
  const stream = replay(jsonRecording(answer), streamWish)!;
  return jsonOf(replay({ mode: 'sse', ...stream }, jsonWish)!.body);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('JSON as a stream', () => {
  it('is framed as Anthropic frames it, with every number where clients look for it', () => {
    const answer = message([text('Hi'), toolUse('toolu_1', { a: 1 }), { type: 'of_tomorrow', x: [1] }], {
      stop_reason: 'tool_use',
      container: { id: 'c', expires_at: 'e' },
      context_management: { applied_edits: [] },
      a_member_of_tomorrow: 1,
    }) as JsonObject;
    const { content: _content, ...rest } = answer;
    expect(streamed(answer)).toEqual([
      {
        type: 'message_start',
        message: { ...rest, content: [], stop_reason: null, usage: { ...usage, output_tokens: 0 } },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hi' } },
      { type: 'content_block_stop', index: 0 },
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 'toolu_1', name: 'weather', input: {} },
      },
      { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"a":1}' } },
      { type: 'content_block_stop', index: 1 },
      { type: 'content_block_start', index: 2, content_block: { type: 'of_tomorrow', x: [1] } },
      { type: 'content_block_stop', index: 2 },
      {
        type: 'message_delta',
        delta: {
          stop_reason: 'tool_use',
          stop_sequence: null,
          stop_details: null,
          container: { id: 'c', expires_at: 'e' },
        },
        usage: {
          input_tokens: 12,
          cache_creation_input_tokens: 100,
          cache_read_input_tokens: 2048,
          output_tokens: 41,
        },
        context_management: { applied_edits: [] },
      },
      { type: 'message_stop' },
    ]);
  });

  it('comes in pieces of a phrase, never half a character', () => {
    const long = `x${'👋🏽'.repeat(400)}`;
    const answer = message([{ type: 'thinking', thinking: long, signature: 's' }, text(long), toolUse('t', { long })]);
    const deltas = streamed(answer)!.flatMap(({ delta: each }) => (each === undefined ? [] : [JSON.stringify(each)]));
    expect(deltas.length).toBeGreaterThan(60);
    for (const each of deltas) expect(each).not.toMatch(/\\ud[89a-f]/);
    expect(roundTrip(answer)).toEqual(plain(answer));
  });

  it.each<[string, object]>([
    ['no usage', message([], { usage: undefined })],
    ['no count of the input', message([], { usage: { output_tokens: 1 } })],
    ['no count of the output', message([], { usage: { input_tokens: 1 } })],
    ['no content', message([], { content: undefined })],
    ['a block that is none', message(['x' as never])],
  ])('cannot be made of a message with %s', (_name, answer) => {
    expect(streamed(answer)).toBeUndefined();
  });

  it('cannot be made where a number would change on the way', () => {
    const exact = (id: string): string => JSON.stringify(message([toolUse('t', { id: 'ID' })])).replace('"ID"', id);
    const made = (id: string): boolean =>
      replay({ mode: 'json', contentType: '', body: Buffer.from(exact(id)) }, streamWish) !== undefined;
    expect(['1', '0.30000000000000004', '9007199254740992', '9007199254740993', '1e400'].map(made)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a stream as JSON', () => {
  const assembled = (...events: Parameters<typeof streamOf>[0]): unknown => {
    const found = replay(streamOf(events), jsonWish);
    return found === undefined ? undefined : jsonOf(found.body);
  };

  it('takes later counters for earlier ones and adds none', () => {
    expect(
      assembled(
        start({ usage: { input_tokens: 5, cache_read_input_tokens: 7, output_tokens: 1, service_tier: 'standard' } }),
        { ...end({ stop_reason: null }), usage: { output_tokens: 3 } } as never,
        { ...end(), usage: { input_tokens: null, cache_read_input_tokens: 8, output_tokens: 9 } } as never,
        stop,
      ),
    ).toMatchObject({
      stop_reason: 'end_turn',
      usage: { input_tokens: 5, cache_read_input_tokens: 8, output_tokens: 9, service_tier: 'standard' },
    });
  });

  it('puts blocks together that come at the same time', () => {
    const [startA, deltaA, stopA] = textBlock(0, 'a');
    const [startB, deltaB, stopB] = toolBlock(1, 't', '{"x":1}');
    expect(assembled(start(), startA!, startB!, deltaB!, deltaA!, stopB!, stopA!, end(), stop)).toMatchObject({
      content: [text('a'), toolUse('t', { x: 1 })],
    });
  });

  it('takes the last signature and final compactions, and names the model that took over', () => {
    const thinking = { type: 'thinking', thinking: '', signature: '' };
    expect(
      assembled(
        start(),
        blockStart(0, thinking),
        delta(0, 'signature_delta', { signature: 'a' }),
        delta(0, 'signature_delta', { signature: 'b' }),
        blockStop(0),
        blockStart(1, { type: 'compaction', content: null }),
        delta(1, 'compaction_delta', { content: 'So far: x', encrypted_content: 'E' }),
        blockStop(1),
        blockStart(2, { type: 'fallback', from: { model: 'a' }, to: { model: 'b' } }),
        blockStop(2),
        end(),
        stop,
      ),
    ).toMatchObject({
      model: 'b',
      content: [
        { ...thinking, signature: 'b' },
        { type: 'compaction', content: 'So far: x', encrypted_content: 'E' },
        { type: 'fallback' },
      ],
    });
  });

  it('keeps members called __proto__', () => {
    const hostile =
      '{"type":"message_start","message":{"content":[],"usage":{"__proto__":{"a":1}},"__proto__":{"b":1}}}';
    const found = replay(streamOf([`data: ${hostile}\n\n`, end(), stop]), jsonWish)!;
    expect(textOf(found.body)).toContain('"__proto__":{"a":1}');
    expect(textOf(found.body)).toContain('"__proto__":{"b":1}');
  });

  it('cannot be made where a number would change on the way', () => {
    const made = (id: string): boolean =>
      assembled(start(), ...toolBlock(0, 't', '{"id":', id, '}'), end(), stop) !== undefined;
    expect(['1', '9007199254740993', '"9007199254740993"'].map(made)).toEqual([true, false, true]);
  });
});

describe('either form made the other and back', () => {
  const word = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 80 }));
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  const input = fc.dictionary(word, json, { maxKeys: 4, noNullPrototype: true });
  const citation = fc.record({ type: fc.constant('char_location'), cited_text: word, document_title: fc.option(word) });
  const block = fc.oneof(
    fc.record(
      { type: fc.constant('text'), text: word, citations: fc.option(fc.array(citation, { maxLength: 3 })) },
      { requiredKeys: ['type', 'text'] },
    ),
    fc.record(
      { type: fc.constant('thinking'), thinking: word, signature: word },
      { requiredKeys: ['type', 'thinking'] },
    ),
    fc.record({ type: fc.constant('redacted_thinking'), data: word }),
    fc.record(
      { type: fc.constant('tool_use'), id: word, name: word, input, caller: fc.constant({ type: 'direct' }) },
      { requiredKeys: ['type', 'id', 'name', 'input'] },
    ),
    fc.record({ type: fc.constantFrom('server_tool_use', 'of_tomorrow'), input, content: json }),
  );

  it('is the same message', () => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 5 }),
        fc.constantFrom('end_turn', 'tool_use'),
        (content, stop_reason) => {
          const answer = plain(message(content, { stop_reason }));
          const stream = replay(jsonRecording(answer), streamWish);
          // A number that no double holds exactly keeps an answer in the form it was recorded in.
          if (stream === undefined) return;
          expect(jsonOf(replay({ mode: 'sse', ...stream }, jsonWish)!.body)).toEqual(answer);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('does not depend on where texts and inputs were cut', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), input, fc.array(fc.nat(200)), (pieces, value, cuts) => {
        const whole = JSON.stringify(value);
        const at = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((one, other) => one - other), whole.length];
        const parts = at.slice(1).map((to, index) => whole.slice(at[index], to));
        const recording = streamOf([start(), ...textBlock(0, ...pieces), ...toolBlock(1, 't', ...parts), end(), stop]);
        const found = replay(recording, jsonWish)!;
        expect(jsonOf(found.body)['content']).toEqual([
          text(pieces.join('')),
          toolUse('t', JSON.parse(whole) as object),
        ]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an error of ours', () => {
  it.each([
    [400, 'invalid_request_error'],
    [403, 'permission_error'],
    [413, 'request_too_large'],
    [431, 'invalid_request_error'],
    [502, 'api_error'],
    [504, 'timeout_error'],
    [508, 'api_error'],
  ])('of status %i is Anthropic’s %s', (status, type) => {
    expect(anthropicMessages.errorBody?.({ code: 'internal', message: 'It failed.', status })).toEqual({
      type: 'error',
      error: { type, message: 'It failed.', code: 'internal', details: { error_code: 'internal' } },
    });
  });
});
