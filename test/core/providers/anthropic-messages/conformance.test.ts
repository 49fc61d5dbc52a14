import { anthropicMessages } from '../../../../src-core/providers/anthropic-messages/dialect.ts';
import { describeDialect } from '../dialect-conformance.ts';
import { jsonRecording, jsonWish, streamWish } from '../support/recordings.ts';
import { jsonAnswers } from './answers.ts';
import { path, requests } from './requests.ts';
import { meaningfulBytes, streams } from './streams.ts';

const vocabulary = `
  type model max_tokens messages role content text source file_id url tool definition tools input_schema properties
  system metadata user_id container thread mcp_servers tool_choice thinking signature data citations output_config
  message index content_block delta partial_json input citation usage input_tokens output_tokens stop_reason
  stop_sequence message_start content_block_start content_block_delta content_block_stop message_delta message_stop
  text_delta input_json_delta to error
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
    Object.entries(streams).map(([name, recording]) => [`stream: ${name}`, { recording, wish: streamWish }]),
  ),
};

describeDialect({
  dialect: anthropicMessages,
  path,
  requests,
  recordings,
  wishes: [jsonWish, streamWish],
  vocabulary,
  meaningfulBytes,
});
