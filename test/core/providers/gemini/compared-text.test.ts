import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { comparedText } from '../../../../src-core/providers/gemini/compared-text.ts';

const user = (...parts: JsonObject[]): JsonObject => ({ role: 'user', parts });
const model = (...parts: JsonObject[]): JsonObject => ({ role: 'model', parts });
const text = (value: string): JsonObject => ({ text: value });
const image: JsonObject = { inlineData: { mimeType: 'image/png', data: 'AAAA' } };
const asking = (more: JsonObject = {}): JsonObject => ({ contents: [user(text('q'))], ...more });

describe('the compared text of a request to Gemini', () => {
  it('is the last user text; the rest is everything else, images too', () => {
    const contents = [user(text('one')), model(text('a')), user(image, text('two'))];
    expect(comparedText({ contents, generationConfig: { temperature: 0 } })).toEqual({
      comparable: true,
      text: 'two',
      rest: {
        generationConfig: { temperature: 0 },
        contents: [user(text('one')), model(text('a')), user(image, { text: null })],
      },
    });
  });

  it('may come without a role, and from single items for lists', () => {
    expect(comparedText({ contents: { parts: text('q') } })).toMatchObject({ comparable: true, text: 'q' });
  });

  it('there is none where something would be missing in the rest', () => {
    for (const contents of [['x', user(text('q'))], [{ role: 'user', parts: [text('q'), 'x'] }]]) {
      expect(comparedText({ contents })).toEqual({ comparable: false, reason: 'exact_only_turn' });
    }
  });

  it.each<[string, JsonObject[]]>([
    ['a beginning of the answer', [user(text('q')), model(text('It'))]],
    ['a function’s response', [user({ functionResponse: { name: 'f', response: {} } }, text('q'))]],
    ['two texts', [user(text('a'), text('b'))]],
    ['no text', [user(image)]],
    ['of another role', [{ role: 'function', parts: [text('q')] }]],
    ['after signed thoughts', [user(text('a')), model({ text: 'b', thoughtSignature: 'x' }), user(text('q'))]],
  ])('there is none where the last turn is %s', (_name, contents) => {
    expect(comparedText({ contents })).toEqual({ comparable: false, reason: 'exact_only_turn' });
  });

  it.each<JsonObject>([
    { generationConfig: { seed: 7 } },
    { generation_config: { seed: 0 } },
    { generationConfig: { candidateCount: 2 } },
    { generationConfig: { candidate_count: 2 } },
    { toolConfig: { functionCallingConfig: { mode: 'ANY' } } },
    { tool_config: { function_calling_config: { mode: 'any' } } },
    { toolConfig: { functionCallingConfig: { mode: 2 } } },
  ])('there is none with %j', (more) => {
    expect(comparedText(asking(more))).toEqual({ comparable: false, reason: 'exact_only_parameters' });
  });

  it.each<JsonObject>([
    { generationConfig: { candidateCount: 1, responseMimeType: 'application/json', responseSchema: {} } },
    { toolConfig: { functionCallingConfig: { mode: 'AUTO' } } },
  ])('there is one with %j', (more) => {
    expect(comparedText(asking(more))).toMatchObject({ comparable: true, text: 'q' });
  });
});
