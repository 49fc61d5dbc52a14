import type OpenAI from 'openai';
import { streamRecording } from '../support/recordings.ts';

type Completion = OpenAI.Completion;

/** Shapes of openai 7.57.0 `resources/completions`. */
const envelope = {
  id: 'cmpl-uqkvlQyYK7bGYrRHQ0eXlWi7',
  object: 'text_completion',
  created: 1589478378,
  model: 'gpt-3.5-turbo-instruct',
  system_fingerprint: 'fp_44709d6fcb',
} as const;

const usage = { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 };

const logprobs = {
  tokens: [' This', ' is', ' indeed'],
  token_logprobs: [-0.1, -0.25, -3.5],
  top_logprobs: [{ ' This': -0.1 }, { ' is': -0.25 }, { ' a': -0.2, ' indeed': -3.5 }],
  text_offset: [0, 5, 8],
};

export const jsonAnswers = {
  text: {
    ...envelope,
    choices: [{ text: '\n\nThis is indeed a tést 👋🏽.', index: 0, logprobs: null, finish_reason: 'stop' }],
    usage,
  },
  'long text': {
    ...envelope,
    choices: [{ text: 'Lorem ipsum. '.repeat(200), index: 0, logprobs: null, finish_reason: 'stop' }],
    usage,
  },
  'two prompts': {
    ...envelope,
    choices: [
      { text: 'one', index: 0, logprobs: null, finish_reason: 'stop' },
      { text: '', index: 1, logprobs: null, finish_reason: 'stop' },
    ],
    usage,
  },
  'log probabilities': {
    ...envelope,
    choices: [{ text: ' This is indeed', index: 0, logprobs, finish_reason: 'stop' }],
    usage,
  },
} satisfies Record<string, Completion>;

const piece = (text: string, more: Partial<OpenAI.CompletionChoice> = {}, index = 0): object => ({
  ...envelope,
  choices: [{ text, index, logprobs: null, finish_reason: null, ...more }],
});

export const usageChunk = { ...envelope, choices: [], usage };

/** Streams have the JSON form's own shape, with finish_reason null until the end. */
export const streams = {
  text: streamRecording([piece('\n\nThis is'), piece(' indeed a tést 👋🏽.'), piece('', { finish_reason: 'stop' })]),
  'text and usage': streamRecording([piece('Hi'), piece('', { finish_reason: 'stop' }), usageChunk]),
  'two prompts interleaved': streamRecording([
    piece('a', {}, 1),
    piece('x'),
    piece('b', { finish_reason: 'stop' }, 1),
    piece('y'),
    piece('', { finish_reason: 'stop' }),
  ]),
  'log probabilities': streamRecording([
    ...logprobs.tokens.map((token, at) =>
      piece(token, {
        logprobs: {
          tokens: [token],
          token_logprobs: [logprobs.token_logprobs[at]!],
          top_logprobs: [logprobs.top_logprobs[at] as Record<string, number>],
          text_offset: [logprobs.text_offset[at]!],
        },
      }),
    ),
    piece('', { finish_reason: 'stop' }),
  ]),
};
