import { openaiChat } from '../../../../src-core/providers/openai-chat/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamWish, streamWithUsageWish } from '../support/recordings.ts';
import { jsonAnswers, vendorAnswers } from './answers.ts';
import { requests } from './requests.ts';
import { streams } from './streams.ts';

describeDialect({
  dialect: openaiChat,
  path: '/v1/chat/completions',
  requests,
  recordings: {
    ...Object.fromEntries(
      Object.entries({ ...jsonAnswers, ...vendorAnswers }).map(([name, answer]) => [
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
    'messages',
    'role',
    'content',
    'type',
    'text',
    'file',
    'file_id',
    'audio',
    'id',
    'tools',
    'function',
    'name',
    'parameters',
    'properties',
    'response_format',
    'stream',
    'stream_options',
    'plugins',
    'cache_control',
    'models',
    'choices',
    'index',
    'delta',
    'message',
    'finish_reason',
    'tool_calls',
    'function_call',
    'arguments',
    'custom',
    'input',
    'logprobs',
    'refusal',
    'usage',
    'x_groq',
    'error',
    'images',
    'image_url',
    'url',
    'prompt_tokens',
    'created',
    'object',
  ],
});
