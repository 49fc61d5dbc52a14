import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { cohereRerank } from '../../../../src-core/providers/cohere-rerank/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

const path = '/v2/rerank';
const request: JsonObject = { model: 'rerank-v3.5', query: 'caches?', documents: ['On caches', 'On cats'], top_n: 2 };

/** cohere-ai 8.1.0 `V2RerankResponse` on the wire. */
const answer: JsonObject = {
  id: '07734bd2',
  results: [
    { index: 0, relevance_score: 0.98 },
    { index: 1, relevance_score: 0.01 },
  ],
  meta: { api_version: { version: '2' }, billed_units: { search_units: 1 } },
};

describeDialect({
  dialect: cohereRerank,
  path,
  requests: { texts: request, 'objects as v1 took them': { ...request, documents: [{ text: 'a' }, { body: 'b' }] } },
  recordings: { ranks: { recording: jsonRecording(answer), wish: jsonWish } },
  wishes: [jsonWish],
  vocabulary: 'model query documents text results index relevance_score meta tokens'.split(' '),
});

describe('Cohere rerank', () => {
  it('reads as query and documents, whose order belongs to the identity', () => {
    expect(cohereRerank.readRequest(request, placeOf(path))).toMatchObject({
      request: {
        promptText: 'caches?',
        conversation: [
          { role: 'query', text: 'caches?' },
          { role: 'document', text: 'On caches' },
          { role: 'document', text: 'On cats' },
        ],
        parameters: { model: 'rerank-v3.5', top_n: 2 },
        compared: { comparable: false, reason: 'exact_only_dialect' },
      },
    });
    const identity = identityOf(cohereRerank, request, placeOf(path));
    expect(identityOf(cohereRerank, { ...request, priority: 1 }, placeOf(path))).toBe(identity);
    for (const other of [{ documents: ['On cats', 'On caches'] }, { top_n: 1 }, { query: 'cats?' }]) {
      expect(identityOf(cohereRerank, { ...request, ...other }, placeOf(path))).not.toBe(identity);
    }
  });

  it('is stored when it has ranks', () => {
    const read = (results: JsonObject[]) =>
      cohereRerank.readAnswer(jsonRecording({ ...answer, results }), { storeLengthLimited: false });
    expect(read([{ index: 1, relevance_score: 0.5 }])).toMatchObject({
      storable: true,
      answerText: 'document 1: 0.5000',
      usage: null,
    });
    expect(read([])).toMatchObject({ storable: false, reason: 'not_parseable' });
    expect(read([{ index: 1 }])).toMatchObject({ storable: false, reason: 'not_parseable' });
  });
});
