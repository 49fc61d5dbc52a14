import { describe, expect, it } from 'vitest';
import { mistralFim } from '../../../../src-core/providers/mistral-fim/dialect.ts';
import { dialectOfPath } from '../../../../src-core/providers/dialects.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonAnswers } from '../openai-chat/answers.ts';
import { streams } from '../openai-chat/streams.ts';
import { jsonRecording, jsonWish, streamWish, streamWithUsageWish } from '../support/recordings.ts';

const path = '/v1/fim/completions';

describeDialect({
  dialect: mistralFim,
  path,
  requests: { 'a gap': { model: 'codestral-latest', prompt: 'def add(', suffix: 'return a + b', random_seed: 7 } },
  recordings: {
    JSON: { recording: jsonRecording(jsonAnswers.text), wish: jsonWish },
    stream: { recording: streams.text, wish: streamWish },
  },
  wishes: [jsonWish, streamWish, streamWithUsageWish],
  vocabulary: ['model', 'prompt', 'suffix', 'stop', 'choices', 'message', 'delta', 'content', 'finish_reason', 'usage'],
});

describe('the calls of Mistral that end in /completions', () => {
  it.each([
    ['/v1/chat/completions', 'openai-chat'],
    ['/v1/fim/completions', 'mistral-fim'],
    ['/v1/agents/completions', undefined],
  ])('%s is read as %s', (of, id) => {
    expect(dialectOfPath(of)?.id).toBe(id);
  });
});
