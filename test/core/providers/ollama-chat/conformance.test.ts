import { ollamaChat } from '../../../../src-core/providers/ollama-chat/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { linesWish, wholeRecording, wholeWish } from '../support/ollama.ts';
import { jsonAnswers, streams } from './answers.ts';
import { requests } from './requests.ts';

describeDialect({
  dialect: ollamaChat,
  path: '/api/chat',
  requests,
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
    'messages',
    'role',
    'content',
    'thinking',
    'images',
    'tools',
    'tool_calls',
    'function',
    'arguments',
    'format',
    'properties',
    'options',
    'seed',
    'stream',
    'message',
    'done',
    'done_reason',
    'logprobs',
    'error',
    'eval_count',
  ],
});
