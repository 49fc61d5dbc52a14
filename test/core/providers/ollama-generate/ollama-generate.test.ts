import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src-core/ports/dialect.ts';
import { ollamaGenerate } from '../../../../src-core/providers/ollama-generate/dialect.ts';
import { identityOf } from '../dialect-conformance.ts';
import { linesOf, linesRecording, linesWish, metrics, wholeRecording, wholeWish } from '../support/ollama.ts';
import { placeOf } from '../support/request-place.ts';
import { jsonAnswers, skyLines, streams } from './answers.ts';

const place = placeOf('/api/generate');
const rules = { storeLengthLimited: false };
const question: JsonObject = { model: 'llama3.2', prompt: 'Why is the sky blue?' };
const read = (more: JsonObject) => ollamaGenerate.readRequest({ ...question, ...more }, place);
const compared = (more: JsonObject) => {
  const reading = read(more);
  return reading.cacheable ? reading.request.compared : undefined;
};

describe('requests', () => {
  it('stream unless told not to', () => {
    expect(read({})).toMatchObject({ request: { wish: { mode: 'ndjson' } } });
    expect(read({ stream: false })).toMatchObject({ request: { wish: { mode: 'json' } } });
  });

  it.each<JsonObject>([
    { prompt: '' },
    { prompt: null },
    { prompt: '', keep_alive: 0 },
    { prompt: '', images: ['AAAA'] },
  ])('that only load or unload the model are never cached: %j', (more) => {
    expect(read(more)).toEqual({ cacheable: false, reason: 'stateful_request' });
  });

  it.each<JsonObject>([{ prompt: 7 }, { prompt: ['a'] }, { model: '' }, { model: null }, { stream: 'no' }])(
    'that Ollama would refuse are left to it: %j',
    (more) => {
      expect(read(more)).toEqual({ cacheable: false, reason: 'unsupported_body' });
    },
  );

  it.each<[string, JsonValue]>([
    ['suffix', '}'],
    ['system', 'Be brief.'],
    ['template', '{{ .Prompt }}'],
    ['context', [1]],
    ['raw', true],
    ['images', ['AAAA']],
    ['width', 512],
    ['steps', 4],
    ['format', 'json'],
  ])('with another %s are others', (name, value) => {
    const base = identityOf(ollamaGenerate, question, place);
    expect(identityOf(ollamaGenerate, { ...question, [name]: value }, place)).not.toBe(base);
  });
});

describe('by meaning', () => {
  it('compares the prompt; context, images and all else have to be equal', () => {
    expect(compared({ context: [1, 2], images: ['AAAA'], raw: false, suffix: '' })).toEqual({
      comparable: true,
      text: 'Why is the sky blue?',
      rest: { ...question, prompt: null, context: [1, 2], images: ['AAAA'], raw: false, suffix: '' },
    });
  });

  it.each<[JsonObject, string]>([
    [{ raw: true }, 'exact_only_turn'],
    [{ suffix: '}' }, 'exact_only_parameters'],
    [{ width: 512 }, 'exact_only_parameters'],
    [{ options: { seed: 0 } }, 'exact_only_parameters'],
  ])('is not for %j', (more, reason) => {
    expect(compared(more)).toEqual({ comparable: false, reason });
  });
});

describe('answers', () => {
  it('are images too, and never by meaning then', () => {
    expect(ollamaGenerate.readAnswer(streams['an image after its progress'], rules)).toMatchObject({
      storable: true,
      textOnly: false,
      answerText: '[image]',
    });
  });

  it.each<[string, JsonObject, string]>([
    ['a load', { response: '', done_reason: 'load' }, 'unnatural_finish'],
    ['a limit', { done_reason: 'length' }, 'unnatural_finish'],
    ['nothing said', { response: '' }, 'unnatural_finish'],
    ['not done', { done: false }, 'unnatural_finish'],
    ['an error', { error: 'llama runner process no longer running' }, 'error_in_body'],
  ])('are not stored: %s', (_name, more, reason) => {
    const recording = wholeRecording({ ...jsonAnswers.text, ...more });
    expect(ollamaGenerate.readAnswer(recording, rules)).toMatchObject({ storable: false, reason });
  });

  it('are not stored when an error ends their stream', () => {
    const recording = linesRecording([...skyLines.slice(0, 2), { error: 'POST predict: EOF' }]);
    expect(ollamaGenerate.readAnswer(recording, rules)).toMatchObject({ storable: false, reason: 'error_in_body' });
  });
});

describe('replay in the other form', () => {
  it.each(Object.entries(jsonAnswers))('%s: as lines, and as JSON again', (_name, answer) => {
    const lines = ollamaGenerate.replay(wholeRecording(answer), linesWish)!;
    const json = ollamaGenerate.replay({ mode: 'ndjson', ...lines }, wholeWish)!;
    expect(JSON.parse(Buffer.from(json.body).toString())).toEqual(answer);
  });

  it('has the lines that Ollama would send', () => {
    const { model, created_at, context } = { ...jsonAnswers.text };
    const answer = { ...jsonAnswers.text, thinking: 'Hm.' };
    expect(linesOf(ollamaGenerate.replay(wholeRecording(answer), linesWish)?.body)).toEqual([
      { model, created_at, response: '', thinking: 'Hm.', done: false },
      { model, created_at, response: answer.response, done: false },
      { model, created_at, response: '', done: true, done_reason: 'stop', context, ...metrics },
    ]);
  });

  it('leaves out what only says how far an image is', () => {
    const json = ollamaGenerate.replay(streams['an image after its progress'], wholeWish)!;
    expect(JSON.parse(Buffer.from(json.body).toString())).toEqual(jsonAnswers['an image']);
  });
});
