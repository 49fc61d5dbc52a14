import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { AnswerReading } from '../../../../src-core/ports/dialect.ts';
import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { jsonRecording } from '../support/recordings.ts';
import { encrypted, jsonAnswers, message, responseOf, textPart } from './answers.ts';
import { around, messageSteps, responseStream, streams } from './streams.ts';

const rules = { storeLengthLimited: false };
const read = (recording: Recording, storeLengthLimited = false): AnswerReading =>
  openaiResponses.readAnswer(recording, { storeLengthLimited });
const readJson = (answer: unknown): AnswerReading => read(jsonRecording(answer));

const hello = message([textPart('Hello.')]);
const withStatus = (status: string, more: object = {}): object => ({ ...responseOf([hello]), status, ...more });
const incomplete = (reason: string): object => withStatus('incomplete', { incomplete_details: { reason } });

describe('an answer that may be stored', () => {
  it('says its text, its calls, how it ended and what it cost', () => {
    const usage = { inputTokens: 36, outputTokens: 87, totalTokens: 123 };
    expect(readJson(jsonAnswers.text)).toEqual({
      storable: true,
      textOnly: true,
      answerText: 'In a peaceful grove, a unicorn named Lumina.',
      finishReasons: ['completed'],
      usage,
    });
    expect(readJson(jsonAnswers['two function calls'])).toEqual({
      storable: true,
      textOnly: false,
      answerText: 'get_weather({"city":"Paris"})\n\nget_time({})',
      finishReasons: ['completed'],
      usage,
    });
    expect(read(streams['reasoning and text'])).toMatchObject({ answerText: '42.', usage });
  });

  it.each<[string, object, boolean]>([
    ['text', jsonAnswers.text, true],
    ['readable reasoning and text', jsonAnswers['open reasoning'], true],
    ['encrypted reasoning', jsonAnswers['reasoning with summary and encrypted content'], false],
    ['a refusal', jsonAnswers['a refusal'], false],
    ['a custom tool call', jsonAnswers['text and a custom tool call'], false],
    [
      'a compaction',
      { ...jsonAnswers.text, output: [{ type: 'compaction', id: 'c', encrypted_content: encrypted }, hello] },
      false,
    ],
  ])('%s: may serve other wordings: %s', (_name, answer, textOnly) => {
    expect(readJson(answer)).toMatchObject({ storable: true, textOnly });
  });

  it('may leave its usage out', () => {
    for (const usage of [undefined, null, {}, { input_tokens: -1 }, 'x']) {
      expect(readJson({ ...jsonAnswers.text, usage })).toMatchObject({ storable: true, usage: null });
    }
    const partly = { ...jsonAnswers.text, usage: { input_tokens: 2, output_tokens: 3 } };
    expect(readJson(partly)).toMatchObject({ usage: { inputTokens: 2, outputTokens: 3, totalTokens: 5 } });
  });

  it('may be cut by its own limit when the user allows that', () => {
    const answer = jsonRecording(incomplete('max_output_tokens'));
    expect(read(answer)).toMatchObject({ storable: false, reason: 'unnatural_finish' });
    expect(read(answer, true)).toMatchObject({ storable: true, finishReasons: ['max_output_tokens'] });
  });
});

describe('an answer that may not', () => {
  it.each<[string, unknown, string]>([
    ['failed', withStatus('failed'), 'unnatural_finish'],
    ['failed with its error', withStatus('failed', { error: { code: 'server_error', message: 'x' } }), 'error_in_body'],
    ['cancelled', withStatus('cancelled'), 'unnatural_finish'],
    ['queued', withStatus('queued', { output: [] }), 'unnatural_finish'],
    ['under way', withStatus('in_progress', { output: [] }), 'unnatural_finish'],
    ['of a status of tomorrow', withStatus('paused'), 'unnatural_finish'],
    ['filtered', incomplete('content_filter'), 'unnatural_finish'],
    ['steered', incomplete('steered'), 'unnatural_finish'],
    ['incomplete for no reason', withStatus('incomplete'), 'unnatural_finish'],
    ['of no status', withStatus('completed', { status: undefined }), 'not_parseable'],
    ['of no items', withStatus('completed', { output: [] }), 'not_parseable'],
    ['of items that are none', withStatus('completed', { output: ['x'] }), 'not_parseable'],
    ['a chat completion', { object: 'chat.completion', choices: [] }, 'not_parseable'],
    ['an error', { error: { message: 'no' } }, 'error_in_body'],
    ['an error of vLLM’s', { object: 'error', message: 'no' }, 'error_in_body'],
    [
      'the result of a web search',
      withStatus('completed', { output: [{ type: 'web_search_call', id: 'ws_1' }, hello] }),
      'perishable_answer',
    ],
    [
      'the result of an MCP call',
      withStatus('completed', { output: [{ type: 'mcp_call', id: 'mcp_1' }] }),
      'perishable_answer',
    ],
    ['a list', [], 'not_parseable'],
  ])('%s', (_name, answer, reason) => {
    expect(readJson(answer)).toMatchObject({ storable: false, reason });
  });

  const steps = messageSteps(['Hel', 'lo.']);
  const whole = around(steps, responseOf([hello]));
  it.each<[string, Recording, string]>([
    ['cut before its last event', responseStream(whole.slice(0, -1)), 'truncated'],
    [
      'cut before its last event, with a [DONE]',
      responseStream(whole.slice(0, -1), { tail: 'data: [DONE]\n\n' }),
      'truncated',
    ],
    ['failed', responseStream(around(steps, withStatus('failed') as never)), 'unnatural_finish'],
    ['cut by its limit', responseStream(around(steps, incomplete('max_output_tokens') as never)), 'unnatural_finish'],
    [
      'broken by an error event',
      responseStream([
        ...whole.slice(0, 4),
        { type: 'error', code: 'x', message: 'y', param: null },
        ...whole.slice(4),
      ]),
      'error_in_body',
    ],
    [
      'broken by an error',
      responseStream([...whole.slice(0, 4), 'data: {"error":{"message":"x"}}\n\n', ...whole.slice(4)]),
      'error_in_body',
    ],
    [
      'broken by an error event that is empty',
      responseStream([...whole.slice(0, 4), 'event: error\ndata: {}\n\n', ...whole.slice(4)]),
      'error_in_body',
    ],
    [
      'broken by what is no JSON',
      responseStream([...whole.slice(0, 4), 'data: {\n\n', ...whole.slice(4)]),
      'not_parseable',
    ],
    ['ended without a response', responseStream([{ type: 'response.completed' }]), 'not_parseable'],
    [
      'ended with an error inside',
      responseStream([{ type: 'response.completed', response: { error: 'x' } }]),
      'error_in_body',
    ],
    ['of chat chunks', { ...streams.text, body: Buffer.from('data: {"choices":[]}\n\ndata: [DONE]\n\n') }, 'truncated'],
  ])('a stream that is %s', (_name, recording, reason) => {
    expect(openaiResponses.readAnswer(recording, rules)).toMatchObject({ storable: false, reason });
  });
});

describe('a stream whose last event leaves things out', () => {
  it('is judged by the name of that event and the items that came before', () => {
    const { status: _status, ...bare } = responseOf([]);
    const steps = [...messageSteps(['One.']), ...messageSteps(['Two.'], 1, 'msg_2')];
    const order = [...steps.slice(6), ...steps.slice(0, 6)];
    const recording = responseStream([...order, { type: 'response.completed', response: bare }]);
    expect(read(recording)).toMatchObject({ storable: true, answerText: 'One.\n\nTwo.' });
  });
});
