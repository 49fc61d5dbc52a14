import Replicate from 'replicate';
import type { JsonObject } from '../../../src-core/ports/dialect.ts';
import type { Sample } from '../sample.ts';

/** replicate 1.4.0 `Prediction`, as it is answered when the caller waits for it (`Prefer: wait`). */
const prediction = (more: JsonObject): JsonObject => ({
  id: 'gm3qorzdhgbfurvjtvhg6dckhu',
  model: 'owner/sample-model',
  version: 'sample-version',
  input: { prompt: 'a' },
  logs: '',
  error: null,
  status: 'succeeded',
  created_at: '2026-08-04T19:22:45.499Z',
  completed_at: '2026-08-04T19:22:46.499Z',
  urls: {
    get: 'https://api.replicate.com/v1/predictions/gm3q',
    cancel: 'https://api.replicate.com/v1/predictions/gm3q/cancel',
  },
  metrics: { predict_time: 1 },
  ...more,
});
const plain = (asked: string): JsonObject => ({ input: { prompt: asked }, version: 'sample-version' });

export const replicate: Sample = {
  row: 'Replicate, waiting',
  dialect: 'replicate',
  packages: ['replicate'],
  path: () => '/replicate/v1/predictions',
  upstreamPath: () => '/v1/predictions',
  headers: { authorization: 'Bearer r8-conformance', prefer: 'wait' },
  body: plain,
  answerStatus: 201,
  // The SDK takes no headers of its callers, but a fetch of theirs.
  ask: async ({ url, headers }, _mode, asked, asks) => {
    const client = new Replicate({
      auth: 'r8-conformance',
      baseUrl: `${url}/replicate/v1`,
      fetch: (address, init) => {
        const all = new Headers(init?.headers);
        for (const [name, value] of Object.entries(headers)) all.set(name, value);
        return fetch(address, { ...init, headers: all });
      },
    });
    const input = { prompt: asked, ...(asks['input'] as JsonObject | undefined) };
    const { status, output, id } = await client.predictions.create({ version: 'sample-version', input, wait: true });
    return { status, output: output as unknown, id };
  },
  answers: {
    'text in pieces': {
      json: prediction({ output: ['A cache ', 'kéeps 🐿', ' — 你好.'] }),
      message: { status: 'succeeded', output: ['A cache ', 'kéeps 🐿', ' — 你好.'], id: 'gm3qorzdhgbfurvjtvhg6dckhu' },
    },
    'an object': {
      asks: { input: { top_k: 2 } },
      json: prediction({ output: { label: 'cat', score: 0.5 } }),
      message: { status: 'succeeded', output: { label: 'cat', score: 0.5 }, id: 'gm3qorzdhgbfurvjtvhg6dckhu' },
    },
  },
  keepAlive: '',
  unstorable: {
    'a prediction that is still running': {
      mode: 'json',
      body: prediction({ status: 'processing', output: null }),
      reason: 'unnatural_finish',
    },
    'a failed prediction': {
      mode: 'json',
      body: prediction({ status: 'failed', error: 'out of memory' }),
      reason: 'error_in_body',
    },
    'a cancelled prediction': { mode: 'json', body: prediction({ status: 'canceled' }), reason: 'unnatural_finish' },
    'an unknown status': {
      mode: 'json',
      body: prediction({ status: 'tired', output: ['a'] }),
      reason: 'unnatural_finish',
    },
    'a file that expires': {
      mode: 'json',
      body: prediction({ output: ['https://replicate.delivery/out.png'] }),
      reason: 'perishable_answer',
    },
    'no output': { mode: 'json', body: prediction({ output: null }), reason: 'not_parseable' },
    'status 202': { mode: 'json', body: prediction({ output: ['a'] }), reason: 'status_not_ok', status: 202 },
  },
  passedThrough: {
    'a prediction that is not waited for': {
      body: plain('a'),
      headers: { prefer: 'respond-async' },
      reason: 'stateful_request',
    },
    'a webhook': { body: { ...plain('a'), webhook: 'https://hook.example' }, reason: 'stateful_request' },
    'a stream': { body: { ...plain('a'), stream: true }, reason: 'stateful_request' },
    'a body without input': { body: { version: 'v' }, reason: 'unsupported_body' },
  },
  kept: { version: ['another'], input: [{ prompt: 'Another' }, { prompt: 'Who is asked?', seed: 1 }] },
  dropped: { webhook_events_filter: ['completed'] },
  formFields: ['stream', 'webhook'],
  same: {},
  other: {},
  separating: { authorization: 'Bearer r8-other' },
  separatingQueries: ['feature=on'],
  sameHeaders: [[{ prefer: 'wait' }, { prefer: 'wait=30' }]],
  errors: {
    upstream: { status: 422, body: { title: 'Invalid version', detail: 'no such version', status: 422 }, headers: {} },
    // `ApiError` is not exported.
    raised: (error) => {
      const { name, message, response } = error as Error & { response?: Response };
      return name === 'ApiError' ? { status: response?.status, text: message } : undefined;
    },
  },
  liveHeaders: { 'ratelimit-remaining': '599', 'ratelimit-reset': '1', 'preference-applied': 'wait' },
  compared: { 'a prompt': { body: plain('a'), compared: 'exact_only_dialect' } },
  vocabulary: ['version', 'input', 'prompt'],
  notApplicable: {
    stream: 'a stream of Replicate is another call at another address, named by the prediction',
    meaning: 'every model has inputs of its own, and none says which of them may differ',
    length: 'a prediction has no finish reason that could say "cut"',
  },
};
