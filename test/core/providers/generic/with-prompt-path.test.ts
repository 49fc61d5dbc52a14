import { describe, expect, it } from 'vitest';
import type { Dialect, JsonObject } from '../../../../src-core/ports/dialect.ts';
import { withPromptPath } from '../../../../src-core/providers/generic/with-prompt-path.ts';
import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import { ollamaChat } from '../../../../src-core/providers/ollama-chat/dialect.ts';
import { placeOf } from '../support/request-place.ts';

const read = (body: JsonObject, path: string, dialect: Dialect = openaiChat) =>
  withPromptPath(dialect).readRequest(body, placeOf('/v1/chat/completions', { 'x-llm-prompt': path }));
const plain = (body: JsonObject) => openaiChat.readRequest(body, placeOf('/v1/chat/completions'));
const compared = (body: JsonObject, path: string) => {
  const reading = read(body, path);
  return reading.cacheable ? reading.request.compared : undefined;
};

const twoTexts: JsonObject = {
  model: 'gpt-4.1',
  messages: [
    { role: 'system', content: 'Be brief.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'A long document.' },
        { type: 'text', text: 'What does it say?' },
      ],
    },
  ],
};
const question: JsonObject = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hello!' }] };

describe('a known format whose compared text is named', () => {
  it('says which of several texts in the last user turn is meant; the others have to be equal', () => {
    expect(plain(twoTexts)).toMatchObject({ request: { compared: { comparable: false } } });
    const chosen = compared(twoTexts, '$.messages[-1].content[1].text');
    expect(chosen).toMatchObject({ comparable: true, text: 'What does it say?' });
    expect(JSON.stringify(chosen)).toContain('A long document.');
    expect(JSON.stringify(chosen).split('What does it say?')).toHaveLength(2);
  });

  it('has the exact identity that it has without', () => {
    const reading = read(twoTexts, '$.messages[-1].content[1].text');
    const without = plain(twoTexts);
    expect(reading.cacheable && without.cacheable && reading.request.identity).toEqual(
      without.cacheable && without.request.identity,
    );
  });

  it('is never found among requests with a single text', () => {
    const single = {
      ...question,
      messages: [{ role: 'user', content: [{ type: 'text', text: 'What does it say?' }] }],
    };
    const rest = (body: JsonObject, path: string): string => {
      const text = compared(body, path);
      return JSON.stringify(text?.comparable === true ? text.rest : null);
    };
    expect(rest(twoTexts, '$.messages[-1].content[1].text')).not.toBe(rest(single, '$.messages[-1].content[0].text'));
    expect(rest(twoTexts, '$.messages[-1].content[1].text')).not.toBe(rest(twoTexts, '$.messages[-1].content[0].text'));
  });

  it.each([
    ['$.messages[0].content', 'the system prompt'],
    ['$.model', 'the model'],
    ['$.messages[-1].content', 'all parts'],
    ['$.messages[-1].content[*].text', 'both texts'],
    ['$.messages[-1].content[0].type', 'what is no text'],
  ])('keeps its own rules where %s names %s', (path) => {
    expect(read(twoTexts, path)).toEqual(plain(twoTexts));
    expect(read(question, path)).toEqual(plain(question));
  });

  it('keeps its own rules for seeds and tool results', () => {
    const path = '$.messages[-1].content[1].text';
    expect(compared({ ...twoTexts, seed: 7 }, path)).toEqual({ comparable: false, reason: 'exact_only_turn' });
    const answered = {
      ...twoTexts,
      messages: [{ role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'x' }] }],
    };
    expect(compared(answered, '$.messages[-1].content[0].text')).toMatchObject({ comparable: false });
  });

  it('passes through what it would pass through, and refuses what is no path', () => {
    expect(read({ model: 'm', messages: [] }, '$.model')).toEqual({ cacheable: false, reason: 'unsupported_body' });
    expect(read({ model: 'm', messages: [] }, '$.model', ollamaChat)).toEqual({
      cacheable: false,
      reason: 'stateful_request',
    });
    expect(() => read(question, 'messages')).toThrow('is not a JSONPath');
  });
});
