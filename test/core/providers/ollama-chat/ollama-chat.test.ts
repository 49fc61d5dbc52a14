import { describe, expect, it } from 'vitest';
import type { ComparedText, JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { ollamaChat } from '../../../../src-core/providers/ollama-chat/dialect.ts';
import { identityOf } from '../dialect-conformance.ts';
import { linesOf, linesRecording, linesWish, metrics, wholeRecording, wholeWish } from '../support/ollama.ts';
import { placeOf } from '../support/request-place.ts';
import { helloLines, jsonAnswers, streams } from './answers.ts';
import { question, requests, withField } from './requests.ts';

const place = placeOf('/api/chat');
const rules = { storeLengthLimited: false };
const identity = (body: JsonObject): string => identityOf(ollamaChat, body, place);
const read = (body: JsonObject) => ollamaChat.readRequest(body, place);
const compared = (body: JsonObject): ComparedText | undefined => {
  const reading = read(body);
  return reading.cacheable ? reading.request.compared : undefined;
};

describe('the form asked for', () => {
  it.each<[JsonValue | undefined, string]>([
    [undefined, 'ndjson'],
    [null, 'ndjson'],
    [true, 'ndjson'],
    [false, 'json'],
  ])('stream %j wants %s', (stream, mode) => {
    const body = stream === undefined ? question : withField('stream', stream);
    expect(read(body)).toMatchObject({ request: { wish: { mode } } });
  });

  it('is left to Ollama when it is no boolean', () => {
    expect(read(withField('stream', 'no'))).toEqual({ cacheable: false, reason: 'unsupported_body' });
  });
});

describe('identity', () => {
  it('leaves out the form of the answer, how long the model stays, and where it runs', () => {
    const runner = { num_gpu: 1, main_gpu: 0, num_thread: 4, num_batch: 128, use_mmap: false };
    const same: JsonObject[] = [
      withField('stream', false),
      withField('keep_alive', '5m'),
      withField('keep_alive', 0),
      withField('options', {}),
      withField('options', null),
      withField('options', runner),
    ];
    for (const body of same) expect(identity(body)).toBe(identity(question));
    const warm: JsonObject = withField('options', { temperature: 1 });
    expect(identity({ ...warm, options: { ...runner, temperature: 1 } })).toBe(identity(warm));
  });

  it.each<[string, JsonValue]>([
    ['model', 'llama3.2:1b'],
    ['options', { num_ctx: 4096 }],
    ['options', { seed: 1 }],
    ['options', { temperature: 0 }],
    ['options', { an_option_of_tomorrow: 1 }],
    ['format', 'json'],
    ['think', false],
    ['think', 'low'],
    ['tools', []],
    ['logprobs', true],
    ['truncate', false],
    ['messages', [{ role: 'user', content: 'Hello!', images: ['AAAA'] }]],
  ])('keeps %s %j', (name, value) => {
    expect(identity(withField(name, value))).not.toBe(identity(question));
  });

  it('keeps the order of a schema’s properties', () => {
    const schema = (properties: JsonObject): JsonObject => withField('format', { type: 'object', properties });
    expect(identity(schema({ a: {}, b: {} }))).not.toBe(identity(schema({ b: {}, a: {} })));
    const tool = (properties: JsonObject): JsonObject =>
      withField('tools', [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties } } }]);
    expect(identity(tool({ a: {}, b: {} }))).not.toBe(identity(tool({ b: {}, a: {} })));
  });
});

describe('requests that are not cached', () => {
  it.each<[JsonObject, string]>([
    [{ model: 'llama3.2' }, 'stateful_request'],
    [{ model: 'llama3.2', messages: [] }, 'stateful_request'],
    [{ model: 'llama3.2', messages: null, keep_alive: 0 }, 'stateful_request'],
    [{ messages: question['messages']! }, 'unsupported_body'],
    [withField('messages', 'Hello!'), 'unsupported_body'],
    [withField('messages', [{ content: 'Hello!' }]), 'unsupported_body'],
    [withField('tools', [{ type: 'web_search' }]), 'live_request'],
  ])('%j: %s', (body, reason) => {
    expect(read(body)).toEqual({ cacheable: false, reason });
  });
});

describe('by meaning', () => {
  it('compares the last user text; images and all else have to be equal', () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'What is it?', images: ['AAAA'] },
    ];
    expect(compared(withField('messages', messages))).toEqual({
      comparable: true,
      text: 'What is it?',
      rest: {
        model: 'llama3.2',
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: null, images: ['AAAA'] },
        ],
      },
    });
  });

  it('is not for seeds and tool results', () => {
    expect(compared(withField('options', { seed: 42 }))).toEqual({
      comparable: false,
      reason: 'exact_only_parameters',
    });
    const messages = [
      ...(question['messages'] as JsonValue[]),
      { role: 'tool', content: '21 °C', tool_name: 'weather' },
    ];
    expect(compared(withField('messages', messages))).toEqual({ comparable: false, reason: 'exact_only_turn' });
  });
});

describe('what people see', () => {
  it('a conversation with images and calls as text', () => {
    const reading = read(requests['a conversation with images, tools, thinking and a schema']);
    expect(reading).toMatchObject({
      request: {
        promptText: 'Sure?',
        conversation: [
          { role: 'system', text: 'Be brief.' },
          { role: 'user', text: '[image]\nWhat is this?' },
          { role: 'assistant', text: 'look({"at":"it"})' },
          { role: 'tool', text: 'a cat' },
          { role: 'assistant', text: 'A cat.' },
          { role: 'user', text: 'Sure?' },
        ],
      },
    });
  });

  it('text, calls, finish and usage of an answer', () => {
    const usage = { inputTokens: 26, outputTokens: 282, totalTokens: 308 };
    expect(ollamaChat.readAnswer(streams.text, rules)).toEqual({
      storable: true,
      textOnly: true,
      answerText: 'Grüße 👋🏽!',
      finishReasons: ['stop'],
      usage,
    });
    expect(ollamaChat.readAnswer(streams['tool calls one by one'], rules)).toEqual({
      storable: true,
      textOnly: false,
      answerText: 'get_weather({"city":"Łódź","days":2})\nget_time({"zone":"CET"})',
      finishReasons: ['stop'],
      usage,
    });
  });
});

describe('what is not stored', () => {
  const ended = (more: JsonObject): object => ({ ...jsonAnswers.text, ...more });
  const [first, ...others] = helloLines;

  it.each<[string, unknown, string]>([
    ['a load', ended({ done_reason: 'load', message: { role: 'assistant', content: '' } }), 'unnatural_finish'],
    ['an unload', ended({ done_reason: 'unload' }), 'unnatural_finish'],
    ['a limit', ended({ done_reason: 'length' }), 'unnatural_finish'],
    ['an unknown reason', ended({ done_reason: 'tired' }), 'unnatural_finish'],
    ['no reason', ended({ done_reason: null }), 'unnatural_finish'],
    ['not done', ended({ done: false }), 'unnatural_finish'],
    ['nothing said', ended({ message: { role: 'assistant', content: '', thinking: 'Hm.' } }), 'unnatural_finish'],
    ['no message', ended({ message: null }), 'not_parseable'],
    ['an error under status 200', { error: 'model runner has unexpectedly stopped' }, 'error_in_body'],
    ['a list', [jsonAnswers.text], 'not_parseable'],
  ])('%s, whole or streamed', (_name, answer, reason) => {
    expect(ollamaChat.readAnswer(wholeRecording(answer), rules)).toMatchObject({ storable: false, reason });
    expect(ollamaChat.readAnswer(linesRecording([answer]), rules)).toMatchObject({ storable: false });
  });

  it('an error in the middle of a stream', () => {
    const recording = linesRecording([first, { error: 'an error was encountered while running the model' }, ...others]);
    expect(ollamaChat.readAnswer(recording, rules)).toEqual({
      storable: false,
      reason: 'error_in_body',
      detail: 'error: an error was encountered while running the model',
    });
  });

  it('a stream without its last line, or with half of one', () => {
    for (const lines of [helloLines.slice(0, -1), [...helloLines.slice(0, -1), '{"model":"qwen3:8b","do'], []]) {
      const reading = ollamaChat.readAnswer(linesRecording(lines, '\n', false), rules);
      expect(reading).toMatchObject({ storable: false, reason: 'truncated' });
    }
  });

  it('a stream with a line that is no object, or bytes that are no text', () => {
    for (const odd of ['Hello', '3', '[]']) {
      const reading = ollamaChat.readAnswer(linesRecording([first, odd, ...others]), rules);
      expect(reading).toMatchObject({ storable: false, reason: 'not_parseable' });
    }
    const body = Buffer.concat([Buffer.from([0xff, 0x0a]), linesRecording(helloLines).body]);
    expect(ollamaChat.readAnswer({ ...linesRecording([]), body }, rules)).toMatchObject({ reason: 'not_parseable' });
  });

  it('but an answer cut by its limit, when that is allowed', () => {
    const recording = wholeRecording(ended({ done_reason: 'length' }));
    expect(ollamaChat.readAnswer(recording, { storeLengthLimited: true })).toMatchObject({ storable: true });
  });
});

describe('replay in the other form', () => {
  it.each(Object.entries(jsonAnswers))('%s: as lines, and as JSON again', (_name, answer) => {
    const lines = ollamaChat.replay(wholeRecording(answer), linesWish)!;
    expect(lines.contentType).toBe('application/x-ndjson');
    const json = ollamaChat.replay({ mode: 'ndjson', ...lines }, wholeWish)!;
    expect(JSON.parse(Buffer.from(json.body).toString())).toEqual(answer);
  });

  it('has the lines that Ollama would send', () => {
    const { model, created_at } = jsonAnswers.text;
    const answer = jsonAnswers['thinking, text and tool calls'];
    const line = (message: object): object => ({
      model,
      created_at,
      message: { role: 'assistant', ...message },
      done: false,
    });
    expect(linesOf(ollamaChat.replay(wholeRecording(answer), linesWish)?.body)).toEqual([
      line({ content: '', thinking: 'Look it up.' }),
      line({ content: 'I will look.' }),
      line({ content: '', tool_calls: answer.message.tool_calls }),
      { ...line({ content: '' }), done: true, done_reason: 'stop', ...metrics },
    ]);
  });

  it('names the host of a cloud model on every line', () => {
    const lines = linesOf(ollamaChat.replay(wholeRecording(jsonAnswers['a cloud model']), linesWish)?.body);
    for (const line of lines) expect(line).toMatchObject({ remote_host: 'https://ollama.com:443' });
  });

  it('keeps counts and durations of the final line', () => {
    const json = ollamaChat.replay(streams['thinking, then text'], wholeWish)!;
    expect(JSON.parse(Buffer.from(json.body).toString())).toEqual({
      model: 'qwen3:8b',
      created_at: '2026-08-04T19:22:45.499127Z',
      message: { role: 'assistant', content: 'Because.', thinking: 'They ask why.' },
      done: true,
      done_reason: 'stop',
      ...metrics,
    });
  });
});
