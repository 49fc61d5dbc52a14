import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { AnswerReading } from '../../../../src-core/ports/dialect.ts';
import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import { jsonRecording, streamRecording, textOf } from '../support/recordings.ts';
import { jsonAnswers, vendorAnswers } from './answers.ts';
import { chunk, helloChunks, streams, usageChunk } from './streams.ts';

const judge = (recording: Recording, storeLengthLimited = false): string => {
  const reading = openaiChat.readAnswer(recording, { storeLengthLimited });
  return reading.storable ? 'stored' : reading.reason;
};

const read = (recording: Recording): AnswerReading => openaiChat.readAnswer(recording, { storeLengthLimited: false });

const ending = (finish_reason: unknown, message: object = {}): Recording =>
  jsonRecording({ choices: [{ index: 0, finish_reason, message: { role: 'assistant', content: 'x', ...message } }] });

const finish = chunk({}, { finish_reason: 'stop' });

describe('what may be stored', () => {
  it.each([
    ['stop', 'stored'],
    ['tool_calls', 'stored'],
    ['function_call', 'stored'],
    ['eos', 'stored'],
    ['eos_token', 'stored'],
    ['stop_sequence', 'stored'],
    ['content_filter', 'unnatural_finish'],
    ['length', 'unnatural_finish'],
    ['error', 'unnatural_finish'],
    ['insufficient_system_resource', 'unnatural_finish'],
    ['model_length', 'unnatural_finish'],
    ['something_new', 'unnatural_finish'],
    ['', 'unnatural_finish'],
    [null, 'unnatural_finish'],
    [undefined, 'unnatural_finish'],
    [5, 'not_parseable'],
  ])('an answer that finished with %s: %s', (reason, expected) => {
    expect(judge(ending(reason))).toBe(expected);
    if (typeof reason !== 'string' || reason === '') return;
    const last = { ...finish, choices: [{ index: 0, delta: {}, finish_reason: reason }] };
    expect(judge(streamRecording([...helloChunks.slice(0, 3), last]))).toBe(expected);
  });

  it('length-limited answers when the setting allows them, filtered ones never', () => {
    expect([judge(ending('length'), true), judge(ending('content_filter'), true)]).toEqual([
      'stored',
      'unnatural_finish',
    ]);
  });

  it.each<[string, Recording, string]>([
    ['a stream without [DONE]', streamRecording(helloChunks, { done: false }), 'truncated'],
    ['a stream without finish reason', streamRecording(helloChunks.slice(0, 3)), 'truncated'],
    [
      'a stream with one of two choices finished',
      streamRecording([...helloChunks, chunk({ role: 'assistant', content: 'x' }, { index: 1 })]),
      'truncated',
    ],
    ['a stream with nothing but [DONE]', streamRecording([]), 'truncated'],
    ['an empty stream', streamRecording([], { done: false }), 'truncated'],
    ['a stream whose [DONE] lacks its blank line', trimmed(streams.text), 'stored'],
    ['a stream with comments', streams['text with CRLF and comments'], 'stored'],
    [
      'a stream with text that only looks like the end',
      streamRecording([chunk({ content: '[DONE]' })], { done: false }),
      'truncated',
    ],
    ['a stream with damaged JSON', streamRecording(['data: {"id":\n\n', ...helloChunks]), 'not_parseable'],
    ['a stream of something else', streamRecording(['data: 5\n\n']), 'not_parseable'],
    [
      'OpenAI’s error in a stream',
      streamRecording([...helloChunks, { error: { message: 'overloaded' } }]),
      'error_in_body',
    ],
    ['an error event', streamRecording(['event: error\ndata: {"message":"x"}\n\n']), 'error_in_body'],
    ['Groq’s error', streamRecording([...helloChunks, { ...finish, x_groq: { error: 'aborted' } }]), 'error_in_body'],
    [
      'OpenRouter’s error in mid-stream',
      streamRecording([...helloChunks.slice(0, 2), { ...chunk({}, {}), error: { code: 502, message: 'x' } }]),
      'error_in_body',
    ],
    [
      'audio in a stream',
      streamRecording([chunk({ audio: { id: 'a' } }), chunk({ audio: { expires_at: 1 } })]),
      'perishable_answer',
    ],
    ['audio', ending('stop', { audio: { id: 'a', data: '', expires_at: 1, transcript: 'x' } }), 'perishable_answer'],
    ['no audio', ending('stop', { audio: null }), 'stored'],
    [
      'an image inside',
      ending('stop', { images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }] }),
      'stored',
    ],
    [
      'a link to an image',
      ending('stop', { images: [{ image_url: { url: 'https://x/y.png' } }] }),
      'perishable_answer',
    ],
    ['a refusal', jsonRecording(jsonAnswers['a refusal with log probabilities']), 'stored'],
    [
      'OpenRouter’s error with status 200',
      jsonRecording({ error: { message: 'No credits', code: 402 } }),
      'error_in_body',
    ],
    [
      'an error in a choice',
      jsonRecording({ choices: [{ error: { code: 1 }, finish_reason: 'stop', message: {} }] }),
      'error_in_body',
    ],
    ['an answer with error: null', jsonRecording({ ...jsonAnswers.text, error: null }), 'stored'],
    ['vLLM’s error object', jsonRecording({ object: 'error', message: 'x' }), 'error_in_body'],
    [
      'LM Studio’s answer to an unknown path',
      jsonRecording({ error: 'Unexpected endpoint or method.' }),
      'error_in_body',
    ],
    ['no choices', jsonRecording({ ...jsonAnswers.text, choices: [] }), 'not_parseable'],
    ['Azure’s blocked prompt', jsonRecording({ choices: [], prompt_filter_results: [{}] }), 'unnatural_finish'],
    ['another object', jsonRecording({ object: 'list', data: [] }), 'not_parseable'],
    ['a list', jsonRecording([]), 'not_parseable'],
    ['half a document', { ...jsonRecording({}), body: Buffer.from('{"choices":[{"ind') }, 'not_parseable'],
    ['bytes that are not UTF-8', { ...jsonRecording({}), body: Buffer.from([0x7b, 0xff, 0x7d]) }, 'not_parseable'],
    ['a page', { ...jsonRecording({}), body: Buffer.from('<html>') }, 'not_parseable'],
  ])('%s: %s', (_name, recording, expected) => {
    expect(judge(recording)).toBe(expected);
  });
});

const counted = (usage: object): unknown => {
  const reading = read(jsonRecording({ ...jsonAnswers.text, usage }));
  return reading.storable ? reading.usage : reading.reason;
};

describe('reading', () => {
  it('tells text, tool calls, finish reasons and usage', () => {
    expect(read(jsonRecording(jsonAnswers['two tool calls']))).toEqual({
      storable: true,
      textOnly: false,
      answerText: 'get_weather({"city":"Paris"})\nget_time({})',
      finishReasons: ['tool_calls'],
      usage: { inputTokens: 19, outputTokens: 10, totalTokens: 29 },
    });
    expect(read(jsonRecording(jsonAnswers['three choices']))).toMatchObject({
      answerText: 'one\n\ntwo\n\nthree',
      finishReasons: ['stop', 'stop', 'stop'],
    });
    expect(read(streams['two choices interleaved'])).toMatchObject({
      answerText: 'xy\n\nab',
      finishReasons: ['stop', 'stop'],
      usage: null,
    });
    expect(read(jsonRecording(jsonAnswers['text and a custom tool call']))).toMatchObject({
      answerText: 'I will run it.\nshell(ls -la)',
    });
  });

  it('finds usage in its own chunk, on the last one, in x_groq, and with DeepSeek’s fields', () => {
    const expected = { usage: { inputTokens: 9, outputTokens: 12, totalTokens: 21 } };
    const usage = usageChunk.usage!;
    const start = helloChunks.slice(0, 3);
    expect(read(streams['text and usage'])).toMatchObject(expected);
    expect(read(streamRecording([...start, { ...finish, usage }]))).toMatchObject(expected);
    expect(read(streamRecording([...start, { ...finish, x_groq: { usage } }]))).toMatchObject(expected);
    expect(read(jsonRecording(vendorAnswers['DeepSeek reasoning']))).toMatchObject({ usage: { inputTokens: 19 } });
  });

  it.each<[object, unknown]>([
    [
      { prompt_tokens: 3, completion_tokens: 4 },
      { inputTokens: 3, outputTokens: 4, totalTokens: 7 },
    ],
    [
      { prompt_tokens: 3, total_tokens: 3 },
      { inputTokens: 3, outputTokens: 0, totalTokens: 3 },
    ],
    [{ prompt_tokens: -1, completion_tokens: 4 }, null],
    [{ prompt_tokens: 1.5 }, null],
    [{ prompt_tokens: '3' }, null],
    [{}, null],
  ])('reads usage %j as %j', (usage, expected) => {
    expect(counted(usage)).toEqual(expected);
  });
});

function trimmed(recording: Recording): Recording {
  return { ...recording, body: Buffer.from(textOf(recording.body).trimEnd()) };
}
