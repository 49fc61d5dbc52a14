import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import { parseJsonRequest } from '../../../../src-core/request/canonical-json.ts';
import { placeOf } from '../support/request-place.ts';
import { identityOf as identityIn } from '../dialect-conformance.ts';
import { asking, question, requests, withField } from './requests.ts';

const identityOf = (body: JsonObject): string => identityIn(openaiChat, body, placeOf('/v1/chat/completions'));

/** Every field that can change an answer, by who documents it (providers.md section 2). */
const kept: Record<string, JsonValue> = {
  // openai 7.57.0 ChatCompletionCreateParamsBase
  audio: { format: 'wav', voice: 'alloy' },
  frequency_penalty: 0.5,
  function_call: 'none',
  functions: [{ name: 'f' }],
  logit_bias: { '50256': -100 },
  logprobs: true,
  max_completion_tokens: 5,
  max_tokens: 5,
  modalities: ['text'],
  moderation: { model: 'omni-moderation-latest' },
  n: 2,
  parallel_tool_calls: false,
  prediction: { type: 'content', content: 'x' },
  presence_penalty: 0.5,
  reasoning_effort: 'low',
  response_format: { type: 'json_object' },
  seed: 1,
  stop: ['x'],
  temperature: 0,
  tool_choice: 'none',
  tools: [{ type: 'function', function: { name: 'f' } }],
  top_logprobs: 2,
  top_p: 0.5,
  verbosity: 'low',
  // Groq
  citation_options: 'enabled',
  disable_tool_validation: true,
  documents: [{ text: 'x' }],
  include_reasoning: true,
  reasoning_format: 'parsed',
  search_settings: { country: 'de' },
  // Together
  chat_template_kwargs: { thinking: true },
  context_length_exceeded_behavior: 'truncate',
  echo: true,
  min_p: 0.1,
  repetition_penalty: 1.1,
  top_k: 40,
  safety_model: 'x',
  reasoning: { effort: 'low' },
  // DeepSeek, xAI, Mistral, OpenRouter
  thinking: { type: 'enabled' },
  max_turns: 2,
  random_seed: 1,
  prompt_mode: 'reasoning',
  guardrails: [],
  safe_prompt: true,
  models: ['a', 'b'],
  provider: { only: ['x'] },
  route: 'fallback',
  transforms: ['middle-out'],
  plugins: [{ id: 'file-parser' }],
  top_a: 0.1,
  // Nobody yet
  a_field_of_tomorrow: 1,
};

const dropped: Record<string, JsonValue> = {
  user: 'u',
  safety_identifier: 's',
  prompt_cache_key: 'k',
  prompt_cache_options: { ttl: '30m' },
  prompt_cache_retention: '24h',
  metadata: { a: 'b' },
  store: true,
  stream: true,
  stream_options: { include_usage: true },
  service_tier: 'flex',
  compliance: 'hipaa',
  usage: { include: true },
  debug: { echo_upstream_body: true },
  cache_control: { type: 'ephemeral' },
};

const schema = (properties: JsonValue): JsonObject => ({ type: 'object', properties });
const tool = (properties: JsonValue): JsonObject =>
  withField('tools', [{ type: 'function', function: { name: 'f', parameters: schema(properties) } }]);
const toolResult = (text: string): JsonObject =>
  asking({ role: 'user', content: 'x' }, { role: 'tool', content: text });

/** Identity of a body whose seed is written as given. */
function seeded(seed: string): string {
  const text = `{"model":"m","messages":[{"role":"user","content":"x"}],"seed":${seed}}`;
  const parsed = parseJsonRequest(Buffer.from(text));
  return parsed.ok ? identityOf(parsed.value) : parsed.reason;
}

const history = (more: JsonObject): JsonObject =>
  asking({ role: 'user', content: 'x' }, { role: 'assistant', ...more }, { role: 'user', content: 'y' });

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
    'audio',
    'frequency_penalty',
    'logit_bias',
    'logprobs',
    'max_completion_tokens',
    'max_tokens',
    'modalities',
    'moderation',
    'n',
    'prediction',
    'presence_penalty',
    'reasoning_effort',
    'seed',
    'stop',
    'temperature',
    'top_logprobs',
    'top_p',
    'verbosity',
  ])('%s: null is the same as absent, as OpenAI documents', (name) => {
    expect(identityOf(withField(name, null))).toBe(identityOf(question));
  });

  it.each(['response_format', 'tools', 'tool_choice', 'top_k', 'thinking', 'a_field_of_tomorrow'])(
    '%s: null is not taken for absent, since nobody says so',
    (name) => {
      expect(identityOf(withField(name, null))).not.toBe(identityOf(question));
    },
  );

  it('holds the whole conversation: order, roles, names, parts', () => {
    const variants: JsonObject[][] = [
      [{ role: 'user', content: 'Hello!' }],
      [{ role: 'user', content: 'Hello' }],
      [{ role: 'system', content: 'Hello!' }],
      [{ role: 'user', name: 'n', content: 'Hello!' }],
      [{ role: 'user', content: [{ type: 'text', text: 'Hello!' }] }],
      [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
      ],
      [
        { role: 'user', content: 'b' },
        { role: 'user', content: 'a' },
      ],
      [
        { role: 'assistant', content: 'Hello!', prefix: true },
        { role: 'user', content: 'x' },
      ],
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,a' } }] }],
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,b' } }] }],
    ];
    const identities = variants.map((messages) => identityOf(asking(...messages)));
    expect(new Set(identities).size).toBe(variants.length);
  });

  it('leaves marks of the provider’s prompt cache out, on messages, parts and tools', () => {
    const mark = { type: 'ephemeral' };
    const plain = {
      ...asking({
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      }),
      tools: [{ type: 'function', function: { name: 'f' } }],
    };
    const marked = {
      ...asking({
        role: 'user',
        cache_control: mark,
        content: [
          { type: 'text', text: 'a', cache_control: mark },
          { type: 'text', text: 'b', prompt_cache_breakpoint: { mode: 'explicit' } },
        ],
      }),
      tools: [{ type: 'function', cache_control: mark, function: { name: 'f', cache_control: mark } }],
    };
    expect(identityOf(marked)).toBe(identityOf(plain));
  });

  it('keeps an argument that is called like such a mark', () => {
    expect(identityOf(tool({ cache_control: { type: 'string' } }))).not.toBe(identityOf(tool({})));
    expect(identityOf(toolResult('{"cache_control":1}'))).not.toBe(identityOf(toolResult('{}')));
  });

  it('takes an assistant’s null members for absent, and nobody else’s', () => {
    const call = { tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }] };
    const nulls = { content: null, refusal: null, audio: null, function_call: null };
    expect(identityOf(history({ ...nulls, ...call }))).toBe(identityOf(history(call)));
    expect(identityOf(history({ ...call, tool_note: null }))).not.toBe(identityOf(history(call)));
    expect(identityOf(asking({ role: 'user', content: null }))).not.toBe(identityOf(asking({ role: 'user' })));
  });

  it('keeps the order of schema properties, which models follow, and no other order of keys', () => {
    const places: ((parameters: JsonObject) => JsonObject)[] = [
      (parameters) => withField('tools', [{ type: 'function', function: { name: 'f', parameters } }]),
      (parameters) => withField('functions', [{ name: 'f', parameters }]),
      (parameters) =>
        withField('response_format', { type: 'json_schema', json_schema: { name: 'o', schema: parameters } }),
      (parameters) =>
        withField('response_format', { type: 'json_schema', json_schema: { schema: schema({ in: parameters }) } }),
      (parameters) =>
        withField('response_format', { type: 'json_schema', json_schema: { schema: { $defs: { d: parameters } } } }),
    ];
    for (const place of places) {
      expect(identityOf(place(schema({ a: {}, b: {} })))).not.toBe(identityOf(place(schema({ b: {}, a: {} }))));
      expect(identityOf(place({ type: 'object', title: 't' }))).toBe(identityOf(place({ title: 't', type: 'object' })));
    }
  });

  it('never takes a literal list for ordered properties', () => {
    const variants: JsonValue[] = [{ a: {} }, [['a', {}]], { array: [['a', {}]] }, [{ array: [] }], [], {}, null];
    expect(new Set(variants.map((properties) => identityOf(tool(properties)))).size).toBe(variants.length);
  });

  it('keeps 64-bit seeds apart', () => {
    expect(seeded('9007199254740993')).not.toBe(seeded('9007199254740992'));
    expect(seeded('9007199254740993')).not.toBe(seeded('{}'));
    expect(seeded('1')).toBe(seeded('1.0'));
  });

  // Digests computed apart, with Python's json.dumps(sort_keys=True) of the identity written out by hand.
  it.each<[keyof typeof requests, string]>([
    ['a question', 'ddc91916639e8606751473db6d1407c4'],
    ['a conversation with parts, tools and a schema', '08f9cd14656a1e7030e6c3c84290f6b2'],
  ])('of "%s" never changes: stored answers are found by it', (name, digest) => {
    expect(createHash('sha256').update(identityOf(requests[name])).digest('hex').slice(0, 32)).toBe(digest);
  });
});
