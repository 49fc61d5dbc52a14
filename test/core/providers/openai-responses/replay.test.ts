import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { jsonOf, jsonRecording, jsonWish, streamWish, textOf } from '../support/recordings.ts';
import { jsonAnswers, message, responseOf, textPart } from './answers.ts';
import { messageSteps, responseStream, streams } from './streams.ts';

const asStream = (answer: unknown): string | undefined => {
  const replay = openaiResponses.replay(jsonRecording(answer), streamWish);
  return replay === undefined ? undefined : textOf(replay.body);
};

describe('a stream as JSON', () => {
  it('is the response of its last event, member by member', () => {
    const last = /event: response\.completed\ndata: (.*)\n/.exec(textOf(streams.text.body))?.[1] ?? '';
    const { response } = JSON.parse(last) as { response: object };
    expect(textOf(openaiResponses.replay(streams.text, jsonWish)!.body)).toBe(JSON.stringify(response));
  });

  it('has the items that came before an event that leaves them out', () => {
    const recording = responseStream([
      ...messageSteps(['Hello.']),
      { type: 'response.completed', response: responseOf([]) },
    ]);
    const { body } = openaiResponses.replay(recording, jsonWish)!;
    expect(jsonOf(body)).toEqual(responseOf([message([textPart('Hello.')])]));
  });

  it('cannot be made of one that has not ended', () => {
    const body = streams.text.body.subarray(0, streams.text.body.length - 2);
    expect(openaiResponses.replay({ ...streams.text, body }, jsonWish)).toBeUndefined();
  });
});

describe('JSON as a stream', () => {
  it('ends as it ended', () => {
    const cut = { ...responseOf([message([textPart('Hel')])]), status: 'incomplete' };
    const details = { incomplete_details: { reason: 'max_output_tokens' } };
    const text = asStream({ ...cut, ...details }) ?? '';
    expect(text.slice(text.lastIndexOf('event: ')).split('\n')[0]).toBe('event: response.incomplete');
    expect(text.split('\n\n')[0]).toContain('"incomplete_details":null');
  });

  it('comes in pieces of a phrase, never half a character', () => {
    const content = '👋🏽'.repeat(400);
    const deltas = [...(asStream(responseOf([message([textPart(content)])])) ?? '').matchAll(/"delta":"([^"]*)"/g)];
    expect(deltas.map(([, delta]) => delta).join('')).toBe(content);
    expect(deltas.length).toBeGreaterThan(20);
    for (const [, delta] of deltas) expect(delta?.isWellFormed()).toBe(true);
  });

  it('keeps the text whole where log probabilities are about its tokens', () => {
    const text = asStream(jsonAnswers['annotations and log probabilities']) ?? '';
    expect(text.match(/event: response\.output_text\.delta/g)).toHaveLength(1);
  });

  it('gives back any text, arguments and reasoning', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(any, any, any, fc.array(any, { maxLength: 3 }), (text, args, input, summary) => {
        const answer = responseOf([
          { type: 'reasoning', id: 'rs_1', summary: summary.map((part) => ({ type: 'summary_text', text: part })) },
          message([textPart(text)]),
          { type: 'function_call', id: 'fc_1', call_id: 'c1', name: 'f', arguments: args, status: 'completed' },
          { type: 'custom_tool_call', id: 'ct_1', call_id: 'c2', name: 'g', input },
        ]);
        const stream = openaiResponses.replay(jsonRecording(answer), streamWish)!;
        expect(jsonOf(openaiResponses.replay({ mode: 'sse', ...stream }, jsonWish)!.body)).toEqual(answer);
      }),
    );
  });

  it('stays in proportion for a huge text and gives up on what would grow without bound', () => {
    expect(asStream(responseOf([message([textPart('x'.repeat(2_000_000))])]))?.length).toBeLessThan(12_000_000);
    expect(asStream(responseOf([message([textPart('y'.repeat(100_000))], 'i'.repeat(1_000_000))]))).toBeUndefined();
  });

  it('cannot be made of items that nothing can refer to, or of an answer that has not ended', () => {
    const { text } = jsonAnswers;
    for (const output of [
      [{ type: 'message', content: [] }],
      [{ type: 'message', id: '', content: [] }],
      ['x'],
      [null],
    ]) {
      expect(asStream({ ...text, output })).toBeUndefined();
    }
    expect(asStream({ ...text, status: 'failed' })).toBeUndefined();
    expect(asStream({ ...text, status: undefined })).toBeUndefined();
  });

  it('announces a call without id whole, as the SDK accepts it', () => {
    const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
    const events = (asStream({ ...jsonAnswers.text, output: [call] }) ?? '').split('\n\n').slice(2, -2);
    expect(events.map((event) => event.split('\n')[0])).toEqual([
      'event: response.output_item.added',
      'event: response.output_item.done',
    ]);
  });
});
