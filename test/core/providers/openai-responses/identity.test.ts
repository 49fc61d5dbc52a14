import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { identityOf as identityIn } from '../dialect-conformance.ts';
import { placeOf } from '../support/request-place.ts';
import { encrypted } from './answers.ts';
import { asking, question, requests, withField } from './requests.ts';

const identityOf = (body: JsonObject): string => identityIn(openaiResponses, body, placeOf('/v1/responses'));

/** Fields of openai 7.57.0 `ResponseCreateParamsBase` that can change an answer, and fields that vendors add. */
const kept: Record<string, JsonValue> = {
  access_programs: { cyber: 'standard' },
  context_management: [{ type: 'compaction', compact_threshold: 1000 }],
  image: { context_compression: 'enabled' },
  include: ['message.output_text.logprobs'],
  input: 'Hello?',
  instructions: 'Be brief.',
  max_output_tokens: 5,
  max_tool_calls: 2,
  model: 'gpt-5',
  moderation: { model: 'omni-moderation-latest' },
  parallel_tool_calls: false,
  prompt: { id: 'pmpt_1', version: '1' },
  reasoning: { effort: 'low' },
  // What a caller may name in previous_response_id later is never one that was not kept.
  store: false,
  temperature: 0,
  text: { verbosity: 'low' },
  tool_choice: 'none',
  tools: [{ type: 'function', name: 'f', strict: true, parameters: {} }],
  top_logprobs: 2,
  top_p: 0.5,
  truncation: 'auto',
  // OpenRouter, xAI, LM Studio
  models: ['a', 'b'],
  provider: { only: ['x'] },
  max_turns: 2,
  top_k: 40,
  seed: 1,
  a_field_of_tomorrow: 1,
};

const dropped: Record<string, JsonValue> = {
  user: 'u',
  safety_identifier: 's',
  prompt_cache_key: 'k',
  prompt_cache_options: { mode: 'explicit', ttl: '12h' },
  prompt_cache_retention: '24h',
  metadata: { a: 'b' },
  store: true,
  stream: true,
  stream_options: { include_obfuscation: false },
  service_tier: 'flex',
  // Codex
  client_metadata: { session_id: 's', turn_id: 't' },
};

const mark = { mode: 'explicit' };
const schema = (properties: JsonValue): JsonObject => ({ type: 'object', properties });
const tool = (parameters: JsonObject): JsonObject => ({ type: 'function', name: 'f', parameters });

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

  it.each([
    'background',
    'context_management',
    'conversation',
    'include',
    'instructions',
    'max_output_tokens',
    'max_tool_calls',
    'moderation',
    'parallel_tool_calls',
    'previous_response_id',
    'prompt',
    'reasoning',
    'temperature',
    'top_logprobs',
    'top_p',
    'truncation',
    'store',
    'metadata',
  ])('%s: null is the same as absent, as OpenAI types it', (name) => {
    expect(identityOf(withField(name, null))).toBe(identityOf(question));
  });

  it.each(['text', 'tools', 'tool_choice', 'image', 'a_field_of_tomorrow'])(
    '%s: null is not taken for absent, since nobody says so',
    (name) => {
      expect(identityOf(withField(name, null))).not.toBe(identityOf(question));
    },
  );

  it('holds the whole conversation: order, roles, parts, calls, ids and encrypted reasoning', () => {
    const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
    const output = { type: 'function_call_output', call_id: 'c', output: '1' };
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: encrypted };
    const variants: JsonObject[][] = [
      [{ role: 'user', content: 'Hello!' }],
      [{ role: 'developer', content: 'Hello!' }],
      [{ type: 'message', role: 'user', content: 'Hello!' }],
      [{ role: 'user', content: [{ type: 'input_text', text: 'Hello!' }] }],
      [{ role: 'user', content: [{ type: 'input_image', image_url: 'data:,a' }] }],
      [{ role: 'user', content: [{ type: 'input_image', image_url: 'data:,b' }] }],
      [call, output],
      [output, call],
      [call, { ...output, output: '2' }],
      [{ ...call, id: 'fc_1' }, output],
      [reasoning, { role: 'user', content: 'Hello!' }],
      [
        { ...reasoning, encrypted_content: `${encrypted}A` },
        { role: 'user', content: 'Hello!' },
      ],
    ];
    const identities = variants.map((input) => identityOf(asking(...input)));
    expect(new Set([...identities, identityOf(question)]).size).toBe(variants.length + 1);
  });

  it('leaves marks of the provider’s prompt cache out, on items, parts, outputs and tools', () => {
    const input = (more: JsonObject): JsonObject[] => [
      { role: 'user', content: [{ type: 'input_text', text: 'a', ...more }], ...more },
      { type: 'function_call_output', call_id: 'c', output: [{ type: 'input_text', text: 'b', ...more }] },
    ];
    const body = (more: JsonObject): JsonObject => ({ ...asking(...input(more)), tools: [{ ...tool({}), ...more }] });
    for (const name of ['prompt_cache_breakpoint', 'cache_control']) {
      expect(identityOf(body({ [name]: mark }))).toBe(identityOf(body({})));
    }
  });

  it('keeps an argument that is called like such a mark', () => {
    const withArgument = withField('tools', [tool(schema({ cache_control: { type: 'string' } }))]);
    expect(identityOf(withArgument)).not.toBe(identityOf(withField('tools', [tool(schema({}))])));
  });

  it('keeps the order of schema properties, which models follow, and no other order of keys', () => {
    const places: ((parameters: JsonObject) => JsonObject)[] = [
      (parameters) => withField('tools', [tool(parameters)]),
      (parameters) => withField('tools', [{ type: 'namespace', name: 'n', tools: [tool(parameters)] }]),
      (parameters) => withField('text', { format: { type: 'json_schema', name: 'o', schema: parameters } }),
      (parameters) => asking({ type: 'additional_tools', role: 'developer', tools: [tool(parameters)] }),
    ];
    for (const place of places) {
      expect(identityOf(place(schema({ a: {}, b: {} })))).not.toBe(identityOf(place(schema({ b: {}, a: {} }))));
      expect(identityOf(place({ type: 'object', title: 't' }))).toBe(identityOf(place({ title: 't', type: 'object' })));
    }
  });

  // Digests computed apart, with Python's json.dumps(sort_keys=True) of the identity written out by hand.
  it.each<[keyof typeof requests, string]>([
    ['a question', 'b38b853a92939c9416767675347d164a'],
    ['a stored prompt of a fixed version', '7cc7d00e96f64d78cf1f5b7c875cf948'],
  ])('of "%s" never changes: stored answers are found by it', (name, digest) => {
    expect(createHash('sha256').update(identityOf(requests[name])).digest('hex').slice(0, 32)).toBe(digest);
  });
});
