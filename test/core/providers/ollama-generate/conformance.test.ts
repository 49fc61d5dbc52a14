import type { GenerateRequest } from 'ollama';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { ollamaGenerate } from '../../../../src-core/providers/ollama-generate/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { linesWish, wholeRecording, wholeWish } from '../support/ollama.ts';
import { jsonAnswers, streams } from './answers.ts';

/** Typed as ollama 0.6.4 `GenerateRequest`. */
const typed = {
  'a prompt': { model: 'llama3.2', prompt: 'Why is the sky blue?' },
  'all that there is': {
    model: 'llava',
    prompt: 'What is this?',
    suffix: '',
    system: 'Be brief.',
    template: '{{ .Prompt }}',
    context: [1, 2, 3],
    stream: false,
    raw: false,
    format: 'json',
    images: ['iVBORw0KGgo='],
    keep_alive: '5m',
    think: true,
    options: { num_ctx: 4096, num_thread: 8 },
  },
} satisfies Record<string, GenerateRequest>;

describeDialect({
  dialect: ollamaGenerate,
  path: '/api/generate',
  requests: JSON.parse(JSON.stringify(typed)) as Record<keyof typeof typed, JsonObject>,
  recordings: {
    ...Object.fromEntries(
      Object.entries(jsonAnswers).map(([name, answer]) => [
        `JSON: ${name}`,
        { recording: wholeRecording(answer), wish: wholeWish },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(streams).map(([name, recording]) => [`lines: ${name}`, { recording, wish: linesWish }]),
    ),
  },
  wishes: [wholeWish, linesWish],
  vocabulary: [
    'model',
    'prompt',
    'suffix',
    'system',
    'context',
    'images',
    'raw',
    'options',
    'seed',
    'stream',
    'response',
    'thinking',
    'tool_calls',
    'done',
    'done_reason',
    'logprobs',
    'error',
  ],
});
