import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { cohereEmbed } from '../../../../src-core/providers/cohere-embed/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

const path = '/v2/embed';
const texts: JsonObject = {
  model: 'embed-v4.0',
  input_type: 'search_query',
  texts: ['one', 'two'],
  embedding_types: ['float'],
};

/** cohere-ai 8.1.0 `EmbedByTypeResponse` on the wire. */
const floats: JsonObject = {
  response_type: 'embeddings_by_type',
  id: 'da6e531f',
  embeddings: {
    float: [
      [0.25, -1.5],
      [1e-7, 2],
    ],
    int8: null,
  },
  texts: ['one', 'two'],
  meta: { api_version: { version: '2' }, billed_units: { input_tokens: 2 } },
};
const base64: JsonObject = { ...floats, embeddings: { base64: ['AACAPg==', 'AACAPg=='] } };

describeDialect({
  dialect: cohereEmbed,
  path,
  requests: {
    texts,
    images: { model: 'embed-v4.0', input_type: 'image', images: ['data:image/png;base64,AAAA'] },
    'mixed inputs': {
      model: 'embed-v4.0',
      input_type: 'search_document',
      inputs: [
        {
          content: [
            { type: 'text', text: 'a' },
            { type: 'image_url', image_url: { url: 'data:x' } },
          ],
        },
      ],
    },
  },
  recordings: {
    floats: { recording: jsonRecording(floats), wish: jsonWish },
    base64: { recording: jsonRecording(base64), wish: jsonWish },
  },
  wishes: [jsonWish],
  vocabulary: 'model texts images inputs content type text input_type embeddings float base64 meta billed_units'.split(
    ' ',
  ),
});

describe('Cohere embeddings', () => {
  it('are one answer whatever their priority, another for other types', () => {
    const identity = identityOf(cohereEmbed, texts, placeOf(path));
    expect(identityOf(cohereEmbed, { ...texts, priority: 5 }, placeOf(path))).toBe(identity);
    expect(identityOf(cohereEmbed, { ...texts, embedding_types: ['int8'] }, placeOf(path))).not.toBe(identity);
    expect(identityOf(cohereEmbed, { ...texts, input_type: 'search_document' }, placeOf(path))).not.toBe(identity);
  });

  it('are never compared by meaning, and read as their inputs', () => {
    expect(cohereEmbed.readRequest(texts, placeOf(path))).toMatchObject({
      request: {
        model: 'embed-v4.0',
        promptText: 'one\ntwo',
        compared: { comparable: false, reason: 'exact_only_dialect' },
      },
    });
  });

  it('say how many vectors they are, and what they cost', () => {
    const read = (answer: JsonObject) => cohereEmbed.readAnswer(jsonRecording(answer), { storeLengthLimited: false });
    expect(read(floats)).toMatchObject({
      answerText: 'float: 2 vectors of 2 dimensions',
      usage: { inputTokens: 2, outputTokens: 0, totalTokens: 2 },
    });
    expect(read(base64)).toMatchObject({ answerText: 'base64: 2 vectors of 8 characters' });
    for (const embeddings of [{}, { float: [] }, { float: [[1], [1, 2]] }, { float: [['x']] }, null]) {
      expect(read({ ...floats, embeddings })).toMatchObject({ storable: false, reason: 'not_parseable' });
    }
  });
});
