import { completions } from '../../../../src-core/providers/completions/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamWish, streamWithUsageWish } from '../support/recordings.ts';
import { jsonAnswers, streams } from './answers.ts';

describeDialect({
  dialect: completions,
  path: '/v1/completions',
  requests: {
    'a prompt': { model: 'gpt-3.5-turbo-instruct', prompt: 'Say this is a test', max_tokens: 7 },
    prompts: { model: 'm', prompt: ['a', 'b'], stream: true },
    tokens: { model: 'm', prompt: [1, 2, 3] },
    'token lists': { model: 'm', prompt: [[1, 2], [3]], suffix: 'x' },
  },
  recordings: {
    ...Object.fromEntries(
      Object.entries(jsonAnswers).map(([name, answer]) => [
        `JSON: ${name}`,
        { recording: jsonRecording(answer), wish: jsonWish },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(streams).map(([name, recording]) => [
        `stream: ${name}`,
        { recording, wish: name === 'text and usage' ? streamWithUsageWish : streamWish },
      ]),
    ),
  },
  wishes: [jsonWish, streamWish, streamWithUsageWish],
  vocabulary: [
    'model',
    'prompt',
    'suffix',
    'stream',
    'stream_options',
    'response_format',
    'properties',
    'choices',
    'index',
    'text',
    'finish_reason',
    'logprobs',
    'tokens',
    'token_logprobs',
    'usage',
    'prompt_tokens',
    'error',
    'id',
    'created',
    'object',
  ],
});
