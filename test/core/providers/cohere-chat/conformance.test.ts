import { cohereChat } from '../../../../src-core/providers/cohere-chat/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamWithUsageWish } from '../support/recordings.ts';
import { jsonAnswers } from './answers.ts';
import { path, requests } from './requests.ts';
import { meaningfulBytes, streams } from './streams.ts';

describeDialect({
  dialect: cohereChat,
  path,
  requests,
  recordings: {
    ...Object.fromEntries(
      Object.entries(jsonAnswers).map(([name, answer]) => [
        `JSON: ${name}`,
        { recording: jsonRecording(answer), wish: jsonWish },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(streams).map(([name, recording]) => [`stream: ${name}`, { recording, wish: streamWithUsageWish }]),
    ),
  },
  wishes: [jsonWish, streamWithUsageWish],
  vocabulary: `
    model messages role content type text thinking tools function name arguments parameters properties documents stream
    tool_choice seed response_format id index delta message message-start message-end content-start content-delta
    tool-call-start tool_calls tool_plan citations logprobs token_ids finish_reason usage tokens input_tokens error
  `
    .trim()
    .split(/\s+/),
  meaningfulBytes,
});
