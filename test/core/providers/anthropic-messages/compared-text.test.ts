import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { withPromptPath } from '../../../../src-core/providers/generic/with-prompt-path.ts';
import { canonicalJson } from '../../../../src-core/request/canonical-json.ts';
import { placeOf } from '../support/request-place.ts';
import { asking, billing, ephemeral, path, question, withField } from './requests.ts';

/** The compared text, or why there is none. */
function compared(body: JsonObject): string {
  const reading = anthropicMessages.readRequest(body, placeOf(path));
  if (!reading.cacheable) return reading.reason;
  return reading.request.compared.comparable ? reading.request.compared.text : reading.request.compared.reason;
}

function restOf(body: JsonObject): string {
  const reading = anthropicMessages.readRequest(body, placeOf(path));
  if (!reading.cacheable || !reading.request.compared.comparable) throw new Error('not comparable');
  return canonicalJson(reading.request.compared.rest);
}

const user = (...content: JsonValue[]): JsonObject => asking({ role: 'user', content });
const text = (value: string, more: JsonObject = {}): JsonObject => ({ type: 'text', text: value, ...more });
const image = (data: string): JsonObject => ({ type: 'image', source: { type: 'base64', data } });
const result: JsonObject = { type: 'tool_result', tool_use_id: 't', content: 'x' };
const address: JsonObject = { type: 'image', source: { type: 'url', url: 'https://x.example/a.png' } };
const thinking: JsonObject = { type: 'thinking', thinking: 'x', signature: 's' };

describe('the text compared by meaning', () => {
  it.each<[string, JsonObject, string]>([
    ['a text', question, 'Hello!'],
    ['a block', user(text('Hi')), 'Hi'],
    ['beside an image', user(image('a'), text('Hi')), 'Hi'],
    ['beside a document', user({ type: 'document', source: { type: 'text', data: 'd' } }, text('Hi')), 'Hi'],
    ['with tools to choose from', { ...question, tool_choice: { type: 'auto' } }, 'Hello!'],
    ['with tools forbidden', { ...question, tool_choice: { type: 'none' } }, 'Hello!'],
    ['two texts', user(text('a'), text('b')), 'exact_only_turn'],
    ['no text', user(image('a')), 'exact_only_turn'],
    ['no content', asking({ role: 'user' }), 'exact_only_turn'],
    ['beside a tool’s result', user(result, text('Hi')), 'exact_only_turn'],
    ['a tool’s result', user(result), 'exact_only_turn'],
    ['beside a block of tomorrow', user({ type: 'of_tomorrow' }, text('Hi')), 'Hi'],
    ['beside a tool that comes along', user({ type: 'tool_addition', tool: {} }, text('Hi')), 'exact_only_turn'],
    ['beside a block without type', user({ source: 'x' }, text('Hi')), 'exact_only_turn'],
    [
      'in the second message of a turn',
      asking({ role: 'user', content: [result] }, { role: 'user', content: 'Hi' }),
      'exact_only_turn',
    ],
    [
      'an answer that was begun',
      asking({ role: 'user', content: 'x' }, { role: 'assistant', content: 'y' }),
      'exact_only_turn',
    ],
    ['behind an address', user(address, text('Hi')), 'exact_only_turn'],
    [
      'after an address',
      asking(
        { role: 'user', content: [address] },
        { role: 'assistant', content: 'x' },
        { role: 'user', content: 'Hi' },
      ),
      'exact_only_turn',
    ],
    [
      'after signed thinking',
      asking({ role: 'assistant', content: [thinking] }, { role: 'user', content: 'Hi' }),
      'exact_only_turn',
    ],
    [
      'after hidden thinking',
      asking(
        { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'x' }] },
        { role: 'user', content: 'Hi' },
      ),
      'exact_only_turn',
    ],
    ['a forced tool', withField('tool_choice', { type: 'tool', name: 'f' }), 'exact_only_parameters'],
    ['any tool', withField('tool_choice', { type: 'any' }), 'exact_only_parameters'],
    ['an odd choice', withField('tool_choice', 'required'), 'exact_only_parameters'],
    ['a seed', withField('seed', 1), 'exact_only_parameters'],
  ])('%s', (_name, body, expected) => {
    expect(compared(body)).toBe(expected);
  });

  it('is the one that the header names where a turn has several, as Claude Code’s have', () => {
    const turn = (reminder: string, asked: string): JsonObject => user(text(reminder), text(asked));
    const read = (body: JsonObject) => {
      const place = placeOf(path, { 'x-llm-prompt': '$.messages[-1].content[-1].text' });
      const reading = withPromptPath(anthropicMessages).readRequest(body, place);
      if (!reading.cacheable || !reading.request.compared.comparable) throw new Error('not comparable');
      return { text: reading.request.compared.text, rest: canonicalJson(reading.request.compared.rest) };
    };
    const first = read(turn('a', 'Hi'));
    expect(first.text).toBe('Hi');
    expect(read(turn('a', 'Ho')).rest).toBe(first.rest);
    expect(read(turn('b', 'Hi')).rest).not.toBe(first.rest);
  });

  it('is all that may differ', () => {
    expect(restOf(user(image('a'), text('Hi')))).toBe(
      restOf(user(image('a'), text('Ho', { cache_control: ephemeral }))),
    );
    expect(restOf(asking({ role: 'user', content: 'Hi' }))).toBe(restOf(user(text('Ho'))));
    const system = (cch: string): JsonObject => withField('system', [text(billing(cch)), text('s')]);
    expect(restOf(system('0a1b2'))).toBe(restOf(system('fffff')));
    const others = [
      question,
      user(image('a'), text('Hi')),
      user(image('b'), text('Hi')),
      user(text('Hi'), image('a')),
      user(text('Hi', { citations: [] })),
      asking({ role: 'user', content: 'x' }, { role: 'assistant', content: 'y' }, { role: 'user', content: 'Hello!' }),
      withField('system', 'Be brief.'),
      withField('output_config', { format: { type: 'json_schema', schema: {} } }),
      withField('thinking', { type: 'adaptive' }),
    ];
    expect(new Set(others.map(restOf)).size).toBe(others.length);
  });
});
