import { embeddings } from '../../../../src-core/providers/embeddings/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish } from '../support/recordings.ts';
import { base64Answer, base64Wish, floatAnswer } from './answers.ts';

describeDialect({
  dialect: embeddings,
  path: '/v1/embeddings',
  requests: {
    'a text': { model: 'text-embedding-3-small', input: 'The quick brown fox' },
    texts: { model: 'm', input: ['a', 'b'], encoding_format: 'base64', dimensions: 4 },
    tokens: { model: 'm', input: [1, 2], encoding_format: 'float' },
    'token lists': { model: 'm', input: [[1], [2]] },
  },
  recordings: {
    floats: { recording: jsonRecording(floatAnswer), wish: jsonWish },
    base64: { recording: jsonRecording(base64Answer), wish: base64Wish },
  },
  wishes: [jsonWish, base64Wish],
  vocabulary: [
    'model',
    'input',
    'encoding_format',
    'dimensions',
    'output_dtype',
    'data',
    'embedding',
    'index',
    'object',
    'usage',
    'prompt_tokens',
    'total_tokens',
    'error',
  ],
});
