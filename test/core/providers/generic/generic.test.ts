import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { generic } from '../../../../src-core/providers/generic/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { linesRecording } from '../support/ollama.ts';
import { jsonRecording, jsonWish, streamRecording, streamWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

const headers = { 'x-llm-prompt': '$.inputs' };
const place = placeOf('/v7/complete', headers);
const question: JsonObject = { inputs: 'Why is the sky blue?', parameters: { top_k: 5 } };
const rules = { storeLengthLimited: false };
const delta = (content: string): object => ({ choices: [{ index: 0, delta: { content } }] });

describeDialect({
  dialect: generic,
  path: '/v7/complete',
  headers,
  requests: { 'a question': question, 'one that streams': { ...question, stream: true } },
  recordings: {
    'an object': { recording: jsonRecording({ generated_text: 'Rayleigh 👋🏽' }), wish: jsonWish },
    'a list': { recording: jsonRecording([{ generated_text: 'Rayleigh' }]), wish: jsonWish },
    'a stream': { recording: streamRecording([delta('Ray'), delta('leigh')]), wish: streamWish },
  },
  wishes: [],
  vocabulary: ['inputs', 'model', 'stream', 'seed', 'n', 'choices', 'message', 'content', 'status', 'error', 'usage'],
});

describe('requests', () => {
  const read = (body: JsonObject, path = '$.inputs') =>
    generic.readRequest(body, placeOf('/v7/complete', { 'x-llm-prompt': path }));
  const compared = (body: JsonObject, path?: string) => {
    const reading = read(body, path);
    return reading.cacheable ? reading.request.compared : undefined;
  };

  it('are compared by the text that the header names; all else has to be equal', () => {
    expect(read({ ...question, model: 'bloom', stream: true })).toEqual({
      cacheable: true,
      request: {
        model: 'bloom',
        identity: { ...question, model: 'bloom', stream: true },
        wish: { mode: 'sse', includeUsage: true, vectorEncoding: 'float' },
        promptText: 'Why is the sky blue?',
        conversation: [{ role: 'user', text: 'Why is the sky blue?' }],
        parameters: { ...question, inputs: null, model: 'bloom', stream: true },
        compared: {
          comparable: true,
          text: 'Why is the sky blue?',
          rest: { body: { ...question, inputs: null, model: 'bloom', stream: true }, location: ['inputs'] },
        },
      },
    });
  });

  it('are other questions when their text stands elsewhere', () => {
    const rest = (body: JsonObject, path: string): unknown => {
      const text = compared(body, path);
      return text?.comparable === true && text.rest;
    };
    expect(rest({ a: 'Why?', b: null }, '$.a')).not.toEqual(rest({ a: null, b: 'Why?' }, '$.b'));
  });

  it('are exact only when the path selects no single text', () => {
    for (const path of ['$.prompt', '$.*', '$.parameters', '$.parameters.top_k']) {
      expect(compared(question, path)).toEqual({ comparable: false, reason: 'exact_only_turn' });
    }
    expect(read(question, '$.prompt')).toMatchObject({ request: { promptText: '', conversation: [] } });
  });

  it.each<JsonObject>([{ seed: 1 }, { n: 2 }, { options: { seed: 0 } }, { generationConfig: { seed: 7 } }])(
    'are exact only with %j',
    (more) => {
      expect(compared({ ...question, ...more })).toEqual({ comparable: false, reason: 'exact_only_parameters' });
    },
  );

  it('keep every member, the form of the answer too', () => {
    const identity = (more: JsonObject): string => identityOf(generic, { ...question, ...more }, place);
    const others: JsonObject[] = [{ stream: true }, { stream: false }, { user: 'a' }, { parameters: { top_k: 6 } }];
    expect(new Set([{}, ...others].map(identity)).size).toBe(5);
    const schema = (properties: JsonObject): string => identity({ schema: { type: 'object', properties } });
    expect(schema({ a: {}, b: {} })).not.toBe(schema({ b: {}, a: {} }));
  });
});

describe('answers', () => {
  const judge = (answer: unknown) => generic.readAnswer(jsonRecording(answer), rules);

  it.each<[string, JsonValue, string]>([
    ['a chat completion’s message', { choices: [{ message: { content: 'Hello.' } }] }, 'Hello.'],
    ['the longest text of any other', { id: 'x-12', results: [{ text: 'A longer text.' }] }, 'A longer text.'],
    ['nothing where there is none', [1, 2], ''],
  ])('show %s', (_name, answer, answerText) => {
    expect(judge(answer)).toMatchObject({ storable: true, textOnly: true, answerText });
  });

  it('with tool calls never serve another wording', () => {
    const call = { type: 'function', function: { name: 'f', arguments: '{}' } };
    for (const answer of [
      { choices: [{ message: { content: null, tool_calls: [call] } }] },
      { content: [{ type: 'tool_use', name: 'f' }] },
      { candidates: [{ content: { parts: [{ functionCall: { name: 'f' } }] } }] },
    ]) {
      expect(judge(answer)).toMatchObject({ storable: true, textOnly: false });
    }
    expect(judge({ message: { content: 'Hello.', tool_calls: [] } })).toMatchObject({ textOnly: true });
  });

  it.each<[string, unknown, string]>([
    ['an error', { error: { message: 'overloaded' } }, 'error_in_body'],
    ['an error in a word', { error: 'overloaded' }, 'error_in_body'],
    ['something queued', { id: 'job-1', status: 'queued' }, 'unnatural_finish'],
    ['something that goes on', { status: 'IN_PROGRESS' }, 'unnatural_finish'],
    ['something that failed', { status: 'failed', output: 'half' }, 'unnatural_finish'],
    ['a bare text', 'Hello.', 'not_parseable'],
    ['null', null, 'not_parseable'],
  ])('are not stored: %s', (_name, answer, reason) => {
    expect(judge(answer)).toMatchObject({ storable: false, reason });
  });

  it.each<[string, unknown[], boolean, string]>([
    ['that does not end with [DONE]', [delta('Ray')], false, 'truncated'],
    ['that holds nothing', [], true, 'truncated'],
    ['with an error', [delta('Ray'), { error: { message: 'overloaded' } }], true, 'error_in_body'],
    ['of another kind of data', ['data: Ray\n\n'], true, 'not_parseable'],
    ['that ends as Anthropic’s do', ['event: message_stop\ndata: {"type":"message_stop"}\n\n'], false, 'truncated'],
  ])('are not stored: a stream %s', (_name, chunks, done, reason) => {
    expect(generic.readAnswer(streamRecording(chunks, { done }), rules)).toMatchObject({ storable: false, reason });
  });

  it('are not stored: JSON lines, which end in no way that all formats share', () => {
    const recording = linesRecording([{ response: 'Hello.', done: true }]);
    expect(generic.readAnswer(recording, rules)).toMatchObject({ storable: false, reason: 'not_parseable' });
  });

  it('are replayed as they were recorded, whatever is asked for', () => {
    const recording = streamRecording([delta('Ray')]);
    expect(generic.replay(recording, jsonWish)).toEqual({
      contentType: recording.contentType,
      body: recording.body,
    });
  });
});
