import type OpenAI from 'openai';
import type { Recording } from '../../../../src-core/ports/answer-store.ts';
import { encrypted, message, responseOf, textPart, type WireResponse } from './answers.ts';

type Item = OpenAI.Responses.ResponseOutputItem;

/** An event without its number, in the order of a real stream's members. */
export type Step = { type: string } & Record<string, unknown>;

/** Bytes of a stream as OpenAI writes it: an event line, then the event with its number. Strings go in as they are. */
export function responseStream(
  steps: readonly (Step | string)[],
  options: { lineEnd?: string; tail?: string } = {},
): Recording {
  const end = options.lineEnd ?? '\n';
  let number = 0;
  const written = steps.map((step) => {
    if (typeof step === 'string') return step;
    const { type, ...more } = step;
    const data = JSON.stringify({ type, sequence_number: number, ...more });
    number += 1;
    return `event: ${type}${end}data: ${data}${end}${end}`;
  });
  const body = Buffer.from(`${written.join('')}${options.tail ?? ''}`);
  return { mode: 'sse', contentType: 'text/event-stream; charset=utf-8', body };
}

/** The events around the items of a response. */
export function around(steps: readonly (Step | string)[], last: WireResponse): (Step | string)[] {
  const { usage: _usage, completed_at: _completed, ...rest } = last;
  const response = { ...rest, status: 'in_progress', output: [], completed_at: null, usage: null };
  return [
    { type: 'response.created', response },
    { type: 'response.in_progress', response },
    ...steps,
    { type: `response.${last.status}`, response: last },
  ];
}

/** Events of a message that comes in pieces, padded as OpenAI pads them. */
export function messageSteps(pieces: readonly string[], index = 0, id = 'msg_1'): Step[] {
  const place = { item_id: id, output_index: index, content_index: 0 };
  const text = pieces.join('');
  return [
    {
      type: 'response.output_item.added',
      output_index: index,
      item: { id, type: 'message', status: 'in_progress', content: [], role: 'assistant' },
    },
    { type: 'response.content_part.added', ...place, part: textPart('') },
    ...pieces.map((delta) => ({
      type: 'response.output_text.delta',
      ...place,
      delta,
      logprobs: [],
      obfuscation: 'x'.repeat(9),
    })),
    { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part: textPart(text) },
    { type: 'response.output_item.done', output_index: index, item: message([textPart(text)], id) },
  ];
}

const call: Item = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_a',
  name: 'get_weather',
  arguments: '{"city":"Köln"}',
  status: 'completed',
};

const callSteps: Step[] = [
  { type: 'response.output_item.added', output_index: 0, item: { ...call, arguments: '', status: 'in_progress' } },
  { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: '{"city":' },
  { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 0, delta: '"Köln"}' },
  { type: 'response.function_call_arguments.done', item_id: 'fc_1', output_index: 0, arguments: '{"city":"Köln"}' },
  { type: 'response.output_item.done', output_index: 0, item: call },
];

const reasoning: Item = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'One thing, then another.' }],
  encrypted_content: encrypted,
};

const reasoningSteps: Step[] = [
  { type: 'response.output_item.added', output_index: 0, item: { ...reasoning, summary: [] } },
  {
    type: 'response.reasoning_summary_part.added',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    part: { type: 'summary_text', text: '' },
  },
  ...['One thing, ', 'then another.'].map((delta) => ({
    type: 'response.reasoning_summary_text.delta',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    delta,
  })),
  {
    type: 'response.reasoning_summary_text.done',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    text: 'One thing, then another.',
  },
  {
    type: 'response.reasoning_summary_part.done',
    item_id: 'rs_1',
    output_index: 0,
    summary_index: 0,
    part: { type: 'summary_text', text: 'One thing, then another.' },
  },
  { type: 'response.output_item.done', output_index: 0, item: reasoning },
];

const hello = ['Grüße', ' 👋🏽'];
const text = around(messageSteps(hello), responseOf([message([textPart('Grüße 👋🏽')])]));

/** Streams as OpenAI and compatible servers send them; every one may be stored. */
export const streams = {
  text: responseStream(text),
  'text with CRLF and comments': responseStream([': keep-alive\r\n\r\n', ...text], { lineEnd: '\r\n' }),
  'text with a [DONE] behind it': responseStream(text, { tail: 'data: [DONE]\n\n' }),
  'a function call': responseStream(around(callSteps, responseOf([call]))),
  'reasoning and text': responseStream(
    around([...reasoningSteps, ...messageSteps(['42.'], 1)], responseOf([reasoning, message([textPart('42.')])])),
  ),
} satisfies Record<string, Recording>;

/** Bytes up to the blank line of the event that ends the stream, or to JSON's last brace. */
export function meaningfulBytes({ mode, body }: Recording): number {
  const written = Buffer.from(body).toString('latin1');
  if (mode !== 'sse') return written.trimEnd().length;
  const last = written.lastIndexOf('event: response.');
  const blank = /\r?\n\r?\n/.exec(written.slice(last));
  return last + (blank?.index ?? 0) + (blank?.[0].startsWith('\r') === true ? 3 : 2);
}
