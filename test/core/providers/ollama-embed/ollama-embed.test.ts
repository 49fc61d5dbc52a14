import { describe, expect, it } from 'vitest';
import type { JsonObject, RequestPlace } from '../../../../src-core/ports/dialect.ts';
import { ollamaEmbed } from '../../../../src-core/providers/ollama-embed/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { wholeRecording, wholeWish } from '../support/ollama.ts';
import { placeOf } from '../support/request-place.ts';

/** ollama 0.6.4 `EmbedResponse`. */
const answer = {
  model: 'all-minilm',
  embeddings: [
    [0.010071029, -0.0017594862, 0.05007221],
    [-0.0098027075, 0.06042469, 0.025257962],
  ],
  total_duration: 14_143_917,
  load_duration: 1_019_500,
  prompt_eval_count: 8,
};

describeDialect({
  dialect: ollamaEmbed,
  path: '/api/embed',
  requests: {
    'one text': { model: 'all-minilm', input: 'Why is the sky blue?' },
    texts: { model: 'all-minilm', input: ['Why?', 'How?'], truncate: true, dimensions: 3, keep_alive: '5m' },
  },
  recordings: { vectors: { recording: wholeRecording(answer), wish: wholeWish } },
  wishes: [wholeWish],
  vocabulary: ['model', 'input', 'prompt', 'options', 'embeddings', 'embedding', 'prompt_eval_count', 'error'],
});

describeDialect({
  dialect: ollamaEmbed,
  path: '/api/embeddings',
  requests: { 'a prompt': { model: 'all-minilm', prompt: 'Why is the sky blue?' } },
  recordings: { 'a vector': { recording: wholeRecording({ embedding: [0.5, -0.25] }), wish: wholeWish } },
  wishes: [wholeWish],
  vocabulary: ['model', 'input', 'prompt', 'options', 'embedding', 'error'],
});

const embed = placeOf('/api/embed');
const older = placeOf('/u/here/api/embeddings');

describe('requests', () => {
  it('are exact only, and know their texts', () => {
    const reading = ollamaEmbed.readRequest({ model: 'm', input: ['a', 'b'] }, embed);
    expect(reading).toMatchObject({
      request: {
        promptText: 'a\nb',
        conversation: [
          { role: 'input', text: 'a' },
          { role: 'input', text: 'b' },
        ],
        compared: { comparable: false, reason: 'exact_only_dialect' },
      },
    });
  });

  it.each<[JsonObject, RequestPlace, string]>([
    [{ model: 'm' }, embed, 'stateful_request'],
    [{ model: 'm', input: '' }, embed, 'stateful_request'],
    [{ model: 'm', input: [] }, embed, 'stateful_request'],
    [{ model: 'm', input: 'x' }, older, 'stateful_request'],
    [{ model: 'm', prompt: ['x'] }, older, 'unsupported_body'],
    [{ model: 'm', input: { text: 'x' } }, embed, 'unsupported_body'],
    [{ input: 'x' }, embed, 'unsupported_body'],
  ])('that only load the model, or are not understood: %j', (body, place, reason) => {
    expect(ollamaEmbed.readRequest(body, place)).toEqual({ cacheable: false, reason });
  });

  it('keep dimensions and truncation, and drop what says where the model runs', () => {
    const base = { model: 'm', input: 'x' };
    const identity = (more: JsonObject): string => identityOf(ollamaEmbed, { ...base, ...more }, embed);
    expect(identity({ keep_alive: 0, options: { num_gpu: 0 } })).toBe(identity({}));
    expect(new Set([{}, { dimensions: 3 }, { truncate: false }, { options: { num_ctx: 1 } }].map(identity)).size).toBe(
      4,
    );
  });
});

describe('answers', () => {
  it('say how many vectors there are', () => {
    expect(ollamaEmbed.readAnswer(wholeRecording(answer), { storeLengthLimited: false })).toEqual({
      storable: true,
      textOnly: false,
      answerText: '2 vectors of 3 dimensions',
      finishReasons: [],
      usage: { inputTokens: 8, outputTokens: 0, totalTokens: 8 },
    });
  });

  it.each<[unknown, string]>([
    [{ model: 'm', embeddings: [] }, 'not_parseable'],
    [{ model: 'm', embeddings: [[]] }, 'not_parseable'],
    [{ model: 'm', embeddings: [[1], [1, 2]] }, 'not_parseable'],
    [{ embedding: [] }, 'not_parseable'],
    [{ embedding: null }, 'not_parseable'],
    [{ error: 'input length exceeds maximum context length' }, 'error_in_body'],
  ])('%j is not stored', (body, reason) => {
    const reading = ollamaEmbed.readAnswer(wholeRecording(body), { storeLengthLimited: false });
    expect(reading).toMatchObject({ storable: false, reason });
  });
});
