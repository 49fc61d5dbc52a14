import type { Prediction } from 'replicate';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { replicate } from '../../../../src-core/providers/replicate/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

/** replicate 1.4.0 `Prediction`. */
const prediction: Prediction = {
  id: 'gm3qorzdhgbfurvjtvhg6dckhu',
  model: 'meta/meta-llama-3-8b-instruct',
  version: '5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa',
  source: 'api',
  input: { prompt: 'Why is the sky blue?' },
  logs: '',
  output: ['Because', ' of', ' Łódź 👋🏽.'],
  error: null,
  status: 'succeeded',
  data_removed: false,
  created_at: '2026-09-08T16:19:34.765994Z',
  started_at: '2026-09-08T16:19:34.779176Z',
  completed_at: '2026-09-08T16:19:34.791859Z',
  metrics: { predict_time: 0.012683, total_time: 0.025865 },
  urls: {
    get: 'https://api.replicate.com/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu',
    cancel: 'https://api.replicate.com/v1/predictions/gm3qorzdhgbfurvjtvhg6dckhu/cancel',
    stream: 'https://stream.replicate.com/v1/files/bcwr-abc',
  },
};
const ended = (more: object): JsonObject => ({ ...prediction, ...more }) as JsonObject;
const waiting = { prefer: 'wait' };
const byVersion: JsonObject = { version: prediction.version, input: { prompt: 'Why?' } };
const judge = (answer: unknown) => replicate.readAnswer(jsonRecording(answer), { storeLengthLimited: false });

describeDialect({
  dialect: replicate,
  path: '/v1/predictions',
  headers: waiting,
  requests: { 'by version': byVersion, 'any input': { version: 'a/b:c', input: { seed: 7, image: 'data:,x' } } },
  recordings: {
    'text in pieces': { recording: jsonRecording(ended({})), wish: jsonWish },
    'one text': { recording: jsonRecording(ended({ output: 'hello Alice' })), wish: jsonWish },
    'a file in the answer itself': {
      recording: jsonRecording(ended({ output: 'data:image/png;base64,AAAA' })),
      wish: jsonWish,
    },
    'an object': { recording: jsonRecording(ended({ output: { score: 0.5, labels: ['cat'] } })), wish: jsonWish },
  },
  wishes: [jsonWish],
  vocabulary: ['version', 'input', 'prompt', 'stream', 'webhook', 'status', 'output', 'error', 'data_removed'],
});

describe('requests', () => {
  const read = (body: JsonObject, headers: Record<string, string>, path = '/v1/predictions') =>
    replicate.readRequest(body, placeOf(path, headers));

  it.each(['wait', 'wait=5', 'Wait=60', 'wait ; x=1', 'return=minimal, wait=10'])(
    'that say Prefer: %s are cached',
    (prefer) => {
      expect(read(byVersion, { prefer })).toMatchObject({ cacheable: true });
    },
  );

  it.each<[string, Record<string, string>, JsonObject]>([
    ['that do not wait', {}, {}],
    ['that prefer not to', { prefer: 'respond-async' }, {}],
    ['that prefer both', { prefer: 'respond-async, wait=10' }, {}],
    ['that prefer something else', { prefer: 'waiting' }, {}],
    ['that stream', waiting, { stream: true }],
    ['with a webhook, which a stored answer would not call', waiting, { webhook: 'https://example.com/hook' }],
  ])('%s pass through', (_name, headers, more) => {
    expect(read({ ...byVersion, ...more }, headers)).toEqual({ cacheable: false, reason: 'stateful_request' });
  });

  it.each<JsonObject>([
    { input: { prompt: 'x' } },
    { version: 'v' },
    { version: 'v', input: 'x' },
    { version: 7, input: {} },
  ])('without model or input are left to Replicate: %j', (body) => {
    expect(read(body, waiting)).toEqual({ cacheable: false, reason: 'unsupported_body' });
  });

  it.each([
    ['/v1/models/meta/llama-3/predictions', 'meta/llama-3'],
    ['/v1/deployments/acme/mine/predictions', 'acme/mine'],
  ])('%s name their model there', (path, model) => {
    expect(read({ input: { prompt: 'x' } }, waiting, path)).toMatchObject({ request: { model, promptText: 'x' } });
  });

  it('are the same however long they wait and whatever they do not ask for', () => {
    const identity = (body: JsonObject, prefer = 'wait'): string =>
      identityOf(replicate, body, placeOf('/v1/predictions', { prefer }));
    const base = identity(byVersion);
    expect(identity(byVersion, 'wait=5')).toBe(base);
    expect(identity({ ...byVersion, stream: false, webhook: null, webhook_events_filter: [] })).toBe(base);
    expect(identity({ ...byVersion, input: { prompt: 'Why?', seed: 1 } })).not.toBe(base);
  });

  it('show their input, without the files in it', () => {
    const body = { version: 'v', input: { image: 'data:image/png;base64,AAAA', scale: 2 } };
    expect(read(body, waiting)).toMatchObject({ request: { promptText: '{"image":"[file]","scale":2}' } });
  });

  it('are exact only', () => {
    expect(read(byVersion, waiting)).toMatchObject({ request: { compared: { reason: 'exact_only_dialect' } } });
  });
});

describe('answers', () => {
  it('show the text of their pieces', () => {
    expect(judge(ended({}))).toEqual({
      storable: true,
      textOnly: false,
      answerText: 'Because of Łódź 👋🏽.',
      finishReasons: ['succeeded'],
      usage: null,
    });
  });

  it.each<[string, object, string]>([
    ['one that has only begun', { status: 'starting', output: null }, 'unnatural_finish'],
    ['one that goes on', { status: 'processing', output: ['Bec'] }, 'unnatural_finish'],
    ['one that was canceled', { status: 'canceled' }, 'unnatural_finish'],
    ['one that was aborted', { status: 'aborted' }, 'unnatural_finish'],
    ['one that failed', { status: 'failed', error: 'CUDA out of memory' }, 'error_in_body'],
    ['one without output', { output: null }, 'not_parseable'],
    ['one whose output was removed', { data_removed: true }, 'not_parseable'],
    ['a file', { output: 'https://replicate.delivery/xezq/abc/out-0.webp' }, 'perishable_answer'],
    [
      'files',
      { output: ['https://replicate.delivery/a.png', 'https://replicate.delivery/b.png'] },
      'perishable_answer',
    ],
    ['a file deep inside', { output: { images: [{ url: 'HTTP://example.com/x' }] } }, 'perishable_answer'],
  ])('are not stored: %s', (_name, more, reason) => {
    expect(judge(ended(more))).toMatchObject({ storable: false, reason });
  });

  it('may speak of addresses without being one', () => {
    expect(judge(ended({ output: 'See https://example.com for more.' }))).toMatchObject({ storable: true });
  });
});
