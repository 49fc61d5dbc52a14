import { openaiResponses } from '../../../../src-core/providers/openai-responses/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamWish } from '../support/recordings.ts';
import { jsonAnswers } from './answers.ts';
import { requests } from './requests.ts';
import { meaningfulBytes, streams } from './streams.ts';

describeDialect({
  dialect: openaiResponses,
  path: '/v1/responses',
  meaningfulBytes,
  requests,
  recordings: {
    ...Object.fromEntries(
      Object.entries(jsonAnswers).map(([name, answer]) => [
        `JSON: ${name}`,
        { recording: jsonRecording(answer), wish: jsonWish },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(streams).map(([name, recording]) => [`stream: ${name}`, { recording, wish: streamWish }]),
    ),
  },
  wishes: [jsonWish, streamWish, { ...streamWish, echoes: { user: 'u', metadata: { a: 'b' } } }],
  vocabulary: [
    'model',
    'input',
    'instructions',
    'role',
    'content',
    'type',
    'text',
    'id',
    'file_id',
    'tools',
    'tool_choice',
    'environment',
    'prompt',
    'version',
    'name',
    'parameters',
    'properties',
    'format',
    'stream',
    'metadata',
    'user',
    'prompt_cache_options',
    'prompt_cache_breakpoint',
    'status',
    'output',
    'response',
    'item',
    'output_index',
    'summary',
    'annotations',
    'logprobs',
    'refusal',
    'arguments',
    'call_id',
    'encrypted_content',
    'incomplete_details',
    'reason',
    'usage',
    'input_tokens',
    'error',
    'response.completed',
    'message',
    'reasoning',
    'function_call',
    'completed',
  ],
});
