import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { comparedText } from '../../../../src-core/providers/openai-chat/compared-text.ts';

const system = { role: 'system', content: 'Be brief.' };
const user = (content: JsonObject['content'] & {}): JsonObject => ({ role: 'user', content });
const request = (messages: JsonObject[], more: JsonObject = {}): JsonObject => ({ model: 'm', messages, ...more });

describe('the compared text of a chat request', () => {
  test('is the last user text; the rest is everything else', () => {
    expect(
      comparedText(
        request([system, user('one'), { role: 'assistant', content: 'a' }, user('two')], { temperature: 0 }),
      ),
    ).toEqual({
      comparable: true,
      text: 'two',
      rest: {
        model: 'm',
        temperature: 0,
        messages: [system, user('one'), { role: 'assistant', content: 'a' }, { role: 'user', content: null }],
      },
    });
  });

  test('beside an image is the one text part, and the image stays in the rest', () => {
    const image = { type: 'image_url', image_url: { url: 'data:x' } };
    expect(comparedText(request([user([{ type: 'text', text: 'what?' }, image])]))).toMatchObject({
      text: 'what?',
      rest: { messages: [user([{ type: 'text', text: null }, image])] },
    });
  });

  test.each<[string, JsonObject]>([
    ['a tool result', request([system, user('q'), { role: 'tool', tool_call_id: 'c', content: 'r' }])],
    ['a beginning of the answer', request([user('q'), { role: 'assistant', content: 'It' }])],
    [
      'two texts',
      request([
        user([
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ]),
      ]),
    ],
    ['no text', request([user([{ type: 'image_url', image_url: { url: 'x' } }])])],
  ])('there is none where the last turn is %s', (_, identity) => {
    expect(comparedText(identity)).toEqual({ comparable: false, reason: 'exact_only_turn' });
  });

  test.each<[string, JsonObject]>([
    ['a seed', { seed: 7 }],
    ['several choices', { n: 2 }],
    ['a forced tool', { tool_choice: { type: 'function', function: { name: 'f' } } }],
    ['a required tool', { tool_choice: 'required' }],
    ['a forced function', { function_call: { name: 'f' } }],
    ['a prediction', { prediction: { type: 'content', content: 'x' } }],
  ])('there is none with %s', (_, more) => {
    expect(comparedText(request([user('q')], more))).toEqual({ comparable: false, reason: 'exact_only_parameters' });
  });

  test('tool_choice auto and n = 1 ask for nothing special', () => {
    expect(comparedText(request([user('q')], { tool_choice: 'auto', n: 1 }))).toMatchObject({ comparable: true });
  });
});
