import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import type { JsonObject } from '../../../../src-core/ports/dialect.ts';
import { usage } from './answers.ts';

/** Events of cohere-ai 8.1.0 `V2ChatStreamResponse`, in snake case as its serialisers read them from the wire. */
export const start: JsonObject = {
  id: '29f14a5a-11de-4cae-9800-25e4747408ea',
  type: 'message-start',
  delta: { message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] } },
};
export const message = (
  type: string,
  index: number | undefined,
  delta: JsonObject,
  more: JsonObject = {},
): JsonObject => ({
  type,
  ...(index === undefined ? {} : { index }),
  delta: { message: delta },
  ...more,
});
export const end = (finish_reason = 'COMPLETE'): JsonObject => ({
  type: 'message-end',
  delta: { finish_reason, usage },
});

export const content = (kind: 'text' | 'thinking', index: number, ...pieces: string[]): JsonObject[] => [
  message('content-start', index, { content: { type: kind, [kind]: '' } }),
  ...pieces.map((piece) => message('content-delta', index, { content: { [kind]: piece } })),
  { type: 'content-end', index },
];

const call = (index: number, id: string, name: string, ...args: string[]): JsonObject[] => [
  message('tool-call-start', index, { tool_calls: { id, type: 'function', function: { name, arguments: '' } } }),
  ...args.map((piece) => message('tool-call-delta', index, { tool_calls: { function: { arguments: piece } } })),
  { type: 'tool-call-end', index },
];

export function streamOf(events: readonly JsonObject[], options: { done?: boolean; lineEnd?: string } = {}): Recording {
  const lineEnd = options.lineEnd ?? '\n';
  const written = events.map(
    (event) => `event: ${event['type'] as string}${lineEnd}data: ${JSON.stringify(event)}${lineEnd}${lineEnd}`,
  );
  if (options.done !== false) written.push(`data: [DONE]${lineEnd}${lineEnd}`);
  return { mode: 'sse', contentType: 'text/event-stream', body: Buffer.from(written.join('')) };
}

export const helloEvents = [start, ...content('text', 0, 'A cache ', 'keeps 🐿', '.'), end()];

export const streams: Record<string, Recording> = {
  text: streamOf(helloEvents),
  'text framed with CRLF': streamOf(helloEvents, { lineEnd: '\r\n' }),
  'text without [DONE]': streamOf(helloEvents, { done: false }),
  'thinking, then text': streamOf([
    start,
    ...content('thinking', 0, 'The user ', 'asks.'),
    ...content('text', 1, 'A cache.'),
    end(),
  ]),
  'a plan and two tool calls': streamOf([
    start,
    message('tool-plan-delta', undefined, { tool_plan: 'I will ' }),
    message('tool-plan-delta', undefined, { tool_plan: 'look.' }),
    ...call(0, 'weather_1', 'weather', '{"city"', ':"Łódź"}'),
    ...call(1, 'time_2', 'time', '{}'),
    end('TOOL_CALL'),
  ]),
  'citations between texts': streamOf([
    start,
    message('content-start', 0, { content: { type: 'text', text: '' } }),
    message('content-delta', 0, { content: { text: 'A cache' } }),
    message('citation-start', 0, {
      citations: {
        start: 2,
        end: 7,
        text: 'cache',
        type: 'TEXT_CONTENT',
        sources: [{ type: 'document', id: 'doc:0', document: { id: 'doc:0' } }],
      },
    }),
    { type: 'citation-end', index: 0 },
    message('content-delta', 0, { content: { text: ' keeps.' } }),
    { type: 'content-end', index: 0 },
    end(),
  ]),
  'log probabilities': streamOf([
    start,
    message('content-start', 0, { content: { type: 'text', text: '' } }),
    ...['Hi', ' 👋'].map((text) =>
      message('content-delta', 0, { content: { text } }, { logprobs: { text, token_ids: [1], logprobs: [-0.25] } }),
    ),
    { type: 'content-end', index: 0 },
    end(),
  ]),
};

/** Up to the first byte of the blank line behind message-end: `[DONE]` may be lost. */
export function meaningfulBytes({ mode, body }: Recording): number {
  const text = Buffer.from(body).toString();
  if (mode === 'json') return Buffer.byteLength(text.trimEnd());
  const at = text.lastIndexOf('data: {"type":"message-end"');
  const lines = /^data: .*\r?\n\r?/.exec(text.slice(at));
  return Buffer.byteLength(text.slice(0, at + (lines?.[0].length ?? 0))) + (text.includes('\r\n') ? 0 : 1);
}
