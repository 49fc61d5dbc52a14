import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { identityQuery, partitionParts } from '../../../../src-core/request/credential.ts';
import { identityOf as identityIn } from '../dialect-conformance.ts';
import { placeOf } from '../support/request-place.ts';
import { asking, billing, ephemeral, path, question, requests, withField } from './requests.ts';

const identityOf = (body: JsonObject): string => identityIn(anthropicMessages, body, placeOf(path));

/** Every field that can change an answer (@anthropic-ai/sdk 1.13.0 beta `MessageCreateParamsBase`). */
const kept: Record<string, JsonValue> = {
  max_tokens: 5,
  system: 'Be brief.',
  temperature: 0,
  top_p: 0.5,
  top_k: 40,
  stop_sequences: ['x'],
  thinking: { type: 'adaptive' },
  tool_choice: { type: 'auto' },
  tools: [{ name: 'f', input_schema: { type: 'object' } }],
  output_config: { effort: 'low' },
  output_format: { type: 'json_schema', schema: {} },
  compaction: { type: 'summarize' },
  context_management: { edits: [] },
  fallbacks: [{ model: 'claude-haiku-4-5' }],
  metadata: { team: 'a' },
  provider: { only: ['anthropic'] },
  a_field_of_tomorrow: 1,
};

const dropped: Record<string, JsonValue> = {
  stream: true,
  service_tier: 'standard_only',
  speed: 'fast',
  inference_geo: 'us',
  billing_policy: { type: 'billing_policy', bill_to: 'self' },
  diagnostics: { previous_message_id: 'msg_1' },
  cache_control: ephemeral,
  metadata: { user_id: 'session-1' },
};

const tool = (properties: JsonValue, more: JsonObject = {}): JsonObject => ({
  name: 'f',
  input_schema: { type: 'object', properties },
  ...more,
});
const text = (value: string, more: JsonObject = {}): JsonObject => ({ type: 'text', text: value, ...more });

describe('identity', () => {
  it.each(Object.entries(kept))('%s is part of it', (name, value) => {
    expect(identityOf(withField(name, value))).not.toBe(identityOf(question));
  });

  it.each(Object.entries(dropped))('%s is not part of it', (name, value) => {
    expect(identityOf(withField(name, value))).toBe(identityOf(question));
  });

  it('differs for every one of the kept fields', () => {
    const identities = Object.entries(kept).map(([name, value]) => identityOf(withField(name, value)));
    expect(new Set(identities).size).toBe(identities.length);
  });

  it.each(['compaction', 'container', 'context_management', 'fallbacks', 'output_format', 'thread'])(
    '%s: null is the same as absent, as Anthropic’s types say',
    (name) => {
      expect(identityOf(withField(name, null))).toBe(identityOf(question));
    },
  );

  it.each(['system', 'tools', 'temperature', 'a_field_of_tomorrow'])('%s: null is not taken for absent', (name) => {
    expect(identityOf(withField(name, null))).not.toBe(identityOf(question));
  });

  it('drops the user of metadata only', () => {
    expect(identityOf(withField('metadata', { user_id: 'a', team: 'b' }))).toBe(
      identityOf(withField('metadata', { team: 'b', user_id: null })),
    );
  });

  it('holds the whole conversation: order, roles, blocks', () => {
    const image = (data: string): JsonObject => ({ type: 'image', source: { type: 'base64', data } });
    const variants: JsonValue[][] = [
      [{ role: 'user', content: 'Hello' }],
      [{ role: 'user', content: 'Hello!' }],
      [{ role: 'assistant', content: 'Hello!' }],
      [{ role: 'system', content: 'Hello!' }],
      [{ role: 'user', content: [text('Hel'), text('lo!')] }],
      [{ role: 'user', content: [text('Hello!', { citations: null })] }],
      [{ role: 'user', content: [image('a'), text('Hello!')] }],
      [{ role: 'user', content: [image('b'), text('Hello!')] }],
      [{ role: 'user', content: [text('Hello!'), image('b')] }],
      [
        { role: 'user', content: 'Hello!' },
        { role: 'assistant', content: 'Hi' },
      ],
      [{ role: 'user', content: [{ type: 'thinking', thinking: 'x', signature: 'a' }] }],
      [{ role: 'user', content: [{ type: 'thinking', thinking: 'x', signature: 'b' }] }],
      [{ role: 'user', content: [] }],
    ];
    expect(new Set(variants.map((messages) => identityOf(asking(...messages)))).size).toBe(variants.length);
  });

  it('takes a text for the one text block that it is short for', () => {
    expect(identityOf(asking({ role: 'user', content: [text('Hello!', { cache_control: ephemeral })] }))).toBe(
      identityOf(question),
    );
  });

  it('leaves marks of the provider’s prompt cache out, wherever they may stand', () => {
    const body = (mark: JsonObject): JsonObject => ({
      ...asking(
        {
          role: 'user',
          content: [
            { type: 'document', source: { type: 'content', content: [text('a', mark)] }, ...mark },
            { type: 'search_result', source: 'https://x.example', title: 't', content: [text('b', mark)], ...mark },
            { type: 'tool_addition', tool: { type: 'tool_definition', definition: tool({}, mark) }, ...mark },
            text('c', mark),
          ],
        },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {}, ...mark }] },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't', content: [text('d', mark)], ...mark }],
        },
      ),
      system: [text('s', mark)],
      tools: [tool({}, mark), { type: 'bash_20250124', name: 'bash', ...mark }],
      ...mark,
    });
    expect(identityOf(body({ cache_control: ephemeral }))).toBe(identityOf(body({})));
    expect(identityOf(body({ cache_control: null }))).toBe(identityOf(body({})));
  });

  it('leaves out how a tool’s input is streamed', () => {
    expect(identityOf(withField('tools', [tool({}, { eager_input_streaming: true })]))).toBe(
      identityOf(withField('tools', [tool({})])),
    );
    expect(identityOf(withField('tools', [tool({}, { strict: true })]))).not.toBe(
      identityOf(withField('tools', [tool({})])),
    );
  });

  it('keeps an argument that is called like such a mark', () => {
    const used = (input: JsonObject): JsonObject =>
      asking({ role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input }] });
    expect(identityOf(used({ cache_control: ephemeral }))).not.toBe(identityOf(used({})));
    const offered = (properties: JsonObject): JsonObject => withField('tools', [tool(properties)]);
    expect(identityOf(offered({ cache_control: { type: 'string' } }))).not.toBe(identityOf(offered({})));
  });

  it('keeps the order of schema properties, which models follow, and no other order of keys', () => {
    const places: ((properties: JsonValue) => JsonObject)[] = [
      (properties) => withField('tools', [tool(properties)]),
      (properties) => withField('output_format', { type: 'json_schema', schema: { properties } }),
      (properties) => withField('output_config', { format: { type: 'json_schema', schema: { properties } } }),
      (properties) =>
        asking({
          role: 'user',
          content: [{ type: 'tool_addition', tool: { type: 'tool_definition', definition: tool(properties) } }],
        }),
      (properties) => asking({ role: 'user', content: [{ type: 'mcp_tool_listing', tools: [tool(properties)] }] }),
    ];
    for (const place of places) {
      expect(identityOf(place({ a: {}, b: {} }))).not.toBe(identityOf(place({ b: {}, a: {} })));
    }
    expect(identityOf({ messages: question['messages']!, max_tokens: 1024, model: 'claude-opus-5-5' })).toBe(
      identityOf(question),
    );
  });

  // Digest computed apart, with Python's json.dumps(sort_keys=True) of the identity written out by hand.
  it('of a question never changes: stored answers are found by it', () => {
    const digest = createHash('sha256').update(identityOf(requests['a question']!)).digest('hex');
    expect(digest.slice(0, 32)).toBe('b3e8d56aa87478b8ecbd4356a6db615f');
  });
});

describe('Claude Code’s billing line', () => {
  const withSystem = (...blocks: JsonValue[]): string => identityOf(withField('system', blocks));
  const prompt = text('You are Claude Code.');

  it('is no part of the identity, whatever it says', () => {
    expect(withSystem(text(billing('0a1b2')), prompt)).toBe(withSystem(text(billing('fffff')), prompt));
    expect(withSystem(text(billing('0a1b2')), prompt)).toBe(withSystem(prompt));
    expect(withSystem(text(billing('0a1b2'), { cache_control: ephemeral }), prompt)).toBe(withSystem(prompt));
    expect(withSystem(text(billing('0a1b2')))).toBe(identityOf(question));
  });

  it('is a line: what follows in the same text counts', () => {
    expect(withSystem(text(`${billing('0a1b2')}\nBe brief.`))).toBe(withSystem(text('Be brief.')));
    expect(withSystem(text(`${billing('0a1b2')}\r\nBe brief.`))).toBe(withSystem(text('Be brief.')));
    expect(identityOf(withField('system', `${billing('0a1b2')}\nBe brief.`))).toBe(
      identityOf(withField('system', 'Be brief.')),
    );
    expect(identityOf(withField('system', billing('0a1b2')))).toBe(identityOf(question));
  });

  it('counts anywhere else: later, indented, or in a message', () => {
    const variants = [
      (cch: string) => withSystem(prompt, text(billing(cch))),
      (cch: string) => withSystem(text(` ${billing(cch)}`), prompt),
      (cch: string) => withSystem(text(`Be brief.\n${billing(cch)}`)),
      (cch: string) => identityOf(asking({ role: 'user', content: billing(cch) })),
      (cch: string) => identityOf(asking({ role: 'system', content: [text(billing(cch))] })),
    ];
    for (const variant of variants) expect(variant('0a1b2')).not.toBe(variant('fffff'));
  });
});

describe('what else tells answers apart', () => {
  it('is the workspace and the party on whose behalf is asked', () => {
    const headers: Record<string, string> = {
      'anthropic-workspace-id': 'wrkspc_1',
      'anthropic-user-profile-id': 'uprof_1',
    };
    expect(partitionParts((name) => headers[name])).toEqual([
      { name: 'anthropic-workspace-id', value: 'wrkspc_1' },
      { name: 'anthropic-user-profile-id', value: 'uprof_1' },
    ]);
  });

  it('is version and betas, not the query that older clients mark a beta with', () => {
    expect(anthropicMessages.identityHeaders).toEqual(['anthropic-version', 'anthropic-beta']);
    expect(identityQuery('?beta=true')).toBe('');
    expect(identityQuery('?beta=true&x=1')).toBe('x=1');
    expect(identityQuery('?beta=false')).toBe('beta=false');
  });
});
