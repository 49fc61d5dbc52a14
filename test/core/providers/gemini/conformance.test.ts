import { gemini } from '../../../../src-core/providers/gemini/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamWithUsageWish } from '../support/recordings.ts';
import { jsonAnswers } from './answers.ts';
import { path, requests, streamPath } from './requests.ts';
import { meaningfulBytes, streams } from './streams.ts';

const vocabulary = `
  contents parts role text thought thoughtSignature inlineData fileData fileUri mimeType
  functionCall functionResponse name args response tools functionDeclarations googleSearch
  generationConfig candidateCount seed toolConfig functionCallingConfig mode properties
  cachedContent systemInstruction candidates content index finishReason promptFeedback
  blockReason usageMetadata totalTokenCount logprobsResult error partialArgs system_instruction
`
  .trim()
  .split(/\s+/);

const recordings = {
  ...Object.fromEntries(
    Object.entries(jsonAnswers).map(([name, answer]) => [
      `JSON: ${name}`,
      { recording: jsonRecording(answer), wish: jsonWish },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(streams).map(([name, recording]) => [`stream: ${name}`, { recording, wish: streamWithUsageWish }]),
  ),
};

const sample = {
  dialect: gemini,
  requests,
  recordings,
  wishes: [jsonWish, streamWithUsageWish],
  vocabulary,
  meaningfulBytes,
};

describeDialect({ ...sample, path });
describeDialect({ ...sample, path: streamPath, query: '?alt=sse' });
