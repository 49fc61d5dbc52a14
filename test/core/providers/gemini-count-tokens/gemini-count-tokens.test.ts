import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { geminiCountTokens } from '../../../../src-core/providers/gemini-count-tokens/dialect.ts';
import { describeDialect, identityOf } from '../dialect-conformance.ts';
import { question } from '../gemini/requests.ts';
import { jsonRecording, jsonWish } from '../support/recordings.ts';
import { placeOf } from '../support/request-place.ts';

const path = '/v1beta/models/gemini-2.5-flash:countTokens';
const whole: JsonObject = {
  generateContentRequest: {
    model: 'models/gemini-2.5-flash',
    ...question,
    tools: [{ functionDeclarations: [{ name: 'f', parameters: { properties: { b: {}, a: {} } } }] }],
  },
};

/** @google/genai 3.3.0 `CountTokensResponse`, with what the API adds. */
const answer: JsonObject = { totalTokens: 31, promptTokensDetails: [{ modality: 'TEXT', tokenCount: 31 }] };

describeDialect({
  dialect: geminiCountTokens,
  path,
  requests: { contents: question, 'a whole request': whole },
  recordings: { count: { recording: jsonRecording(answer), wish: jsonWish } },
  wishes: [jsonWish],
  vocabulary: 'contents parts text generateContentRequest cachedContent tools totalTokens'.split(' '),
});

describe('Gemini token counts', () => {
  it('are those of one request, in the order of its schemas', () => {
    expect(geminiCountTokens.readRequest(whole, placeOf(path))).toMatchObject({
      request: {
        model: 'gemini-2.5-flash',
        promptText: 'What is a cache?',
        compared: { reason: 'exact_only_dialect' },
      },
    });
    const turned = JSON.parse(JSON.stringify(whole).replace('"b":{},"a":{}', '"a":{},"b":{}')) as JsonObject;
    expect(identityOf(geminiCountTokens, turned, placeOf(path))).not.toBe(
      identityOf(geminiCountTokens, whole, placeOf(path)),
    );
  });

  it('of what the provider keeps pass through', () => {
    const kept = { ...question, cachedContent: 'cachedContents/x' };
    for (const body of [kept, { generateContentRequest: kept }]) {
      expect(geminiCountTokens.readRequest(body, placeOf(path))).toMatchObject({ reason: 'stateful_request' });
    }
    expect(geminiCountTokens.readRequest({}, placeOf(path))).toMatchObject({ reason: 'unsupported_body' });
  });

  it('are stored when they are numbers', () => {
    const read = (body: JsonObject) => geminiCountTokens.readAnswer(jsonRecording(body), { storeLengthLimited: false });
    expect(read(answer)).toMatchObject({ storable: true, textOnly: false, answerText: '31 tokens', usage: null });
    expect(read({ totalTokens: 'many' })).toMatchObject({ storable: false, reason: 'not_parseable' });
  });
});
