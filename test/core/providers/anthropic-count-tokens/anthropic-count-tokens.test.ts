import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { anthropicCountTokens } from '../../../../src-core/providers/anthropic-count-tokens/dialect.ts';
import { billing, question } from '../anthropic-messages/requests.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamRecording, streamWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

const path = '/v1/messages/count_tokens';
const { max_tokens: _limit, ...counted } = question;
const tools = [{ type: 'web_search_20250305', name: 'web_search' }];

describeDialect({
  dialect: anthropicCountTokens,
  path,
  requests: { 'a question': counted, 'tools, which are counted and not used': { ...counted, tools } },
  recordings: {
    count: { recording: jsonRecording({ input_tokens: 2095 }), wish: jsonWish },
    'count with edits': {
      recording: jsonRecording({ input_tokens: 0, context_management: { original_input_tokens: 9 } }),
      wish: jsonWish,
    },
  },
  wishes: [jsonWish],
  vocabulary: ['model', 'messages', 'role', 'content', 'system', 'tools', 'thread', 'mcp_servers', 'input_tokens'],
});

const outcome = (body: JsonObject): string => {
  const reading = anthropicCountTokens.readRequest(body, placeOf(path));
  return reading.cacheable ? 'cacheable' : reading.reason;
};

describe('anthropic-count-tokens', () => {
  it('is exact only and about one text', () => {
    const reading = anthropicCountTokens.readRequest(counted, placeOf(path));
    expect(reading).toMatchObject({
      cacheable: true,
      request: {
        model: 'claude-opus-5-5',
        wish: { mode: 'json' },
        promptText: 'Hello!',
        conversation: [{ role: 'user', text: 'Hello!' }],
        parameters: { model: 'claude-opus-5-5' },
        compared: { comparable: false, reason: 'exact_only_dialect' },
      },
    });
  });

  it('has the identity of a message: no billing line, no marks', () => {
    const withSystem = (cch: string): string =>
      identityOf(anthropicCountTokens, { ...counted, system: [{ type: 'text', text: billing(cch) }] }, placeOf(path));
    expect(withSystem('0a1b2')).toBe(withSystem('fffff'));
    expect(withSystem('0a1b2')).toBe(identityOf(anthropicCountTokens, counted, placeOf(path)));
  });

  it.each<[string, JsonObject, string]>([
    ['nothing to count', { model: 'm' }, 'unsupported_body'],
    ['no model', { messages: counted['messages']! }, 'unsupported_body'],
    [
      'an uploaded file',
      {
        ...counted,
        messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'file', file_id: 'f' } }] }],
      },
      'stateful_request',
    ],
    ['lists of MCP servers', { ...counted, mcp_servers: [{ type: 'url', name: 'x' }] }, 'live_request'],
  ])('%s: %s', (_name, body, expected) => {
    expect(outcome(body)).toBe(expected);
  });

  it.each<[string, Parameters<typeof anthropicCountTokens.readAnswer>[0]]>([
    ['an error', jsonRecording({ type: 'error', error: { type: 'not_found_error', message: 'x' } })],
    ['no number', jsonRecording({ input_tokens: 'many' })],
    ['a message', jsonRecording({ content: [] })],
    ['a stream', streamRecording([{ input_tokens: 1 }])],
  ])('%s is not stored', (_name, recording) => {
    expect(anthropicCountTokens.readAnswer(recording, { storeLengthLimited: true })).toMatchObject({ storable: false });
  });

  it('uses no tokens itself and has one form', () => {
    const recording = jsonRecording({ input_tokens: 2095 });
    expect(anthropicCountTokens.readAnswer(recording, { storeLengthLimited: false })).toEqual({
      storable: true,
      textOnly: false,
      answerText: '2095 tokens',
      finishReasons: [],
      usage: null,
    });
    expect(anthropicCountTokens.replay(recording, streamWish)).toBeUndefined();
  });
});
