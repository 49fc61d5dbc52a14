import type { GenerateResponse } from 'ollama';
import { linesRecording, metrics } from '../support/ollama.ts';

/** As ollama 0.6.4 `GenerateResponse`, with `tool_calls` as Ollama's own `api.GenerateResponse` has them. */
type Answer = Partial<Omit<GenerateResponse, 'created_at'>> & { created_at: string; tool_calls?: object[] };

const envelope = { model: 'llama3.2', created_at: '2026-08-04T19:22:45.499127Z' };
const ending = { done: true as const, done_reason: 'stop', context: [128006, 882, 128007], ...metrics };
const logprob = (token: string) => ({ token, logprob: -0.5, top_logprobs: [{ token, logprob: -0.5 }] });
const calls = [{ function: { index: 0, name: 'get_weather', arguments: { city: 'Łódź' } } }];

export const jsonAnswers = {
  text: { ...envelope, response: 'The sky is blue because of Rayleigh scattering.', ...ending },
  'text of many scripts': {
    ...envelope,
    response: 'Grüße 👋🏽 — 你好，世界! \u2028 \u0000 "quoted" \\ {"done":true}\n'.repeat(40),
    ...ending,
  },
  thinking: { ...envelope, response: 'Because.', thinking: 'They ask why… 🤔\n'.repeat(20), ...ending },
  'log probabilities': { ...envelope, response: 'Hi 👋', ...ending, logprobs: [logprob('Hi'), logprob(' 👋')] },
  'tool calls': { ...envelope, response: '', ...ending, tool_calls: calls },
  'an image': { ...envelope, response: '', done: true, done_reason: 'stop', image: 'iVBORw0KGgo=' },
} satisfies Record<string, Answer>;

const line = (members: object): object => ({ ...envelope, response: '', ...members, done: false });
const final = { ...envelope, response: '', ...ending };

export const skyLines = [line({ response: 'Grüße' }), line({ response: ' 👋🏽' }), final];

/** Streams as Ollama's GenerateHandler sends them; every one may be stored. */
export const streams = {
  text: linesRecording(skyLines),
  'thinking, then text': linesRecording([line({ thinking: 'They ' }), line({ thinking: 'ask.' }), ...skyLines]),
  'log probabilities': linesRecording([
    { ...line({ response: 'Hi' }), logprobs: [logprob('Hi')] },
    { ...final, response: ' 👋', logprobs: [logprob(' 👋')] },
  ]),
  'tool calls on the final line': linesRecording([line({ thinking: 'Look.' }), { ...final, tool_calls: calls }]),
  'an image after its progress': linesRecording([
    line({ completed: 1, total: 2 }),
    { ...envelope, response: '', image: 'iVBORw0KGgo=', done: true, done_reason: 'stop' },
  ]),
};
