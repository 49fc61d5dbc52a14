import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { geminiEmbed } from '../../../../src-core/providers/gemini-embed/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

const single = '/v1beta/models/gemini-embedding-001:embedContent';
const batch = '/v1beta/models/gemini-embedding-001:batchEmbedContents';
const one: JsonObject = { content: { parts: [{ text: 'one' }] }, taskType: 'RETRIEVAL_QUERY' };
const many: JsonObject = {
  requests: ['one', 'two'].map((text) => ({
    model: 'models/gemini-embedding-001',
    content: { parts: [{ text }], role: 'user' },
    outputDimensionality: 2,
  })),
};

/** @google/genai 3.3.0 `EmbedContentResponse`, and embedContent's own single form (Gemini API reference). */
const oneAnswer: JsonObject = { embedding: { values: [0.25, -1.5] } };
const manyAnswer: JsonObject = { embeddings: [{ values: [0.25, -1.5] }, { values: [1, 2] }] };

const sample = {
  dialect: geminiEmbed,
  recordings: {
    one: { recording: jsonRecording(oneAnswer), wish: jsonWish },
    many: { recording: jsonRecording(manyAnswer), wish: jsonWish },
  },
  wishes: [jsonWish],
  vocabulary: 'content parts text requests model embedding embeddings values fileData fileUri usageMetadata'.split(' '),
};
describeDialect({ ...sample, path: single, requests: { one } });
describeDialect({ ...sample, path: batch, requests: { many } });

describe('Gemini embeddings', () => {
  it('are read by the verb of their path, with the model from it', () => {
    expect(geminiEmbed.readRequest(one, placeOf(single))).toMatchObject({
      request: { model: 'gemini-embedding-001', promptText: 'one', compared: { reason: 'exact_only_dialect' } },
    });
    expect(geminiEmbed.readRequest(many, placeOf(batch))).toMatchObject({
      request: { promptText: 'one\ntwo', parameters: {} },
    });
    expect(geminiEmbed.readRequest(many, placeOf(single))).toMatchObject({ reason: 'unsupported_body' });
    expect(geminiEmbed.readRequest({ requests: [{}] }, placeOf(batch))).toMatchObject({ reason: 'unsupported_body' });
    expect(geminiEmbed.readRequest(one, placeOf(single, {}, '?alt=proto'))).toMatchObject({
      reason: 'path_not_cacheable',
    });
  });

  it('keep every parameter apart', () => {
    const identity = identityOf(geminiEmbed, one, placeOf(single));
    for (const other of [{ taskType: 'CLUSTERING' }, { outputDimensionality: 2 }, { title: 'x' }]) {
      expect(identityOf(geminiEmbed, { ...one, ...other }, placeOf(single))).not.toBe(identity);
    }
  });

  it('of uploaded files pass through', () => {
    const file = { content: { parts: [{ fileData: { fileUri: 'files/abc' } }] } };
    expect(geminiEmbed.readRequest(file, placeOf(single))).toEqual({ cacheable: false, reason: 'stateful_request' });
  });

  it('are stored when every vector is there', () => {
    const read = (answer: JsonObject) => geminiEmbed.readAnswer(jsonRecording(answer), { storeLengthLimited: false });
    expect(read(manyAnswer)).toMatchObject({ storable: true, answerText: '2 vectors of 2 dimensions', usage: null });
    for (const odd of [{}, { embeddings: [] }, { embeddings: [{ values: [1] }, { values: [1, 2] }] }]) {
      expect(read(odd)).toMatchObject({ storable: false, reason: 'not_parseable' });
    }
    expect(read({ error: { code: 400, message: 'no' } })).toMatchObject({ storable: false, reason: 'error_in_body' });
  });
});
