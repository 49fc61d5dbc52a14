import { describe, expect, it } from 'vitest';
import type { ComparedText, JsonObject } from '../../../../src-core/ports/dialect.ts';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { canonicalJson } from '../../../../src-core/request/canonical-json.ts';
import { placeOf } from '../support/request-place.ts';
import { encrypted } from './answers.ts';
import { asking, question, withField } from './requests.ts';

function comparedOf(body: JsonObject): ComparedText {
  const reading = openaiResponses.readRequest(body, placeOf('/v1/responses'));
  if (!reading.cacheable) throw new Error(reading.reason);
  return reading.request.compared;
}

const restOf = (body: JsonObject): string => {
  const compared = comparedOf(body);
  return compared.comparable ? canonicalJson(compared.rest) : compared.reason;
};
const textOf = (body: JsonObject): string => {
  const compared = comparedOf(body);
  return compared.comparable ? compared.text : compared.reason;
};

const user = (text: string): JsonObject => ({ role: 'user', content: text });
const part = (text: string): JsonObject => ({ type: 'input_text', text });
const parts = (...content: JsonObject[]): JsonObject => asking({ type: 'message', role: 'user', content });

describe('the text that is compared', () => {
  it('is the input, or the one text of a user’s message at its end', () => {
    expect(textOf(question)).toBe('Hello!');
    expect(textOf(asking(user('a'), { role: 'assistant', content: 'b' }, user('c')))).toBe('c');
    expect(textOf(parts(part('a'), { type: 'input_image', image_url: 'data:,x' }))).toBe('a');
  });

  it('is all that may differ', () => {
    expect(restOf(withField('input', 'Hi.'))).toBe(restOf(question));
    expect(restOf(asking(user('a'), user('c')))).toBe(restOf(asking(user('a'), user('d'))));
    expect(restOf(parts(part('a')))).toBe(restOf(parts(part('b'))));

    const image = (url: string): JsonObject => parts(part('a'), { type: 'input_image', image_url: url });
    expect(restOf(image('data:,x'))).not.toBe(restOf(image('data:,y')));
    expect(restOf(withField('instructions', 'x'))).not.toBe(restOf(question));
    expect(restOf(asking(user('a'), user('c')))).not.toBe(restOf(asking(user('b'), user('c'))));
    const after = (content: string): JsonObject =>
      asking({ type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: content }, user('c'));
    expect(restOf(after(encrypted))).not.toBe(restOf(after(`${encrypted}x`)));
  });

  it.each<[string, JsonObject, string]>([
    [
      'a tool’s output',
      asking(user('a'), { type: 'function_call_output', call_id: 'c', output: 'x' }),
      'exact_only_turn',
    ],
    ['an assistant’s turn', asking({ role: 'assistant', content: 'x' }), 'exact_only_turn'],
    ['two texts', parts(part('a'), part('b')), 'exact_only_turn'],
    ['only an image', parts({ type: 'input_image', image_url: 'data:,x' }), 'exact_only_turn'],
    ['a stored prompt alone', { prompt: { id: 'p', version: '1' } }, 'exact_only_turn'],
    ['a tool that must be called', withField('tool_choice', 'required'), 'exact_only_parameters'],
    ['a tool by name', withField('tool_choice', { type: 'function', name: 'f' }), 'exact_only_parameters'],
    ['a seed', withField('seed', 1), 'exact_only_parameters'],
  ])('is none where there is %s', (_name, body, reason) => {
    expect(textOf(body)).toBe(reason);
  });
});
