import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { formatSse } from '../../wire/sse.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';
import { doneMarker } from '../openai-shared/recorded-stream.ts';
import { textPieces } from '../openai-shared/synthesise-stream.ts';

/** What message-start announces as empty before it comes (Cohere's API reference, "Streaming"). */
const announced = { content: [], tool_plan: '', tool_calls: [], citations: [] } satisfies JsonObject;

/**
 * The stream that a JSON answer could have been: message-start, plan, tool calls, contents, citations, message-end,
 * `[DONE]`. Members that no event is known for ride on message-start and message-end. Undefined when the answer has no
 * message, or log probabilities that do not spell its text.
 */
export function synthesise(answer: JsonObject): Uint8Array | undefined {
  const message = objectMember(answer, 'message');
  if (message === undefined) return undefined;
  const contents = contentEvents(arrayMember(message, 'content') ?? [], arrayMember(answer, 'logprobs') ?? []);
  if (contents === undefined) return undefined;
  const { role = 'assistant', tool_plan: plan, tool_calls: calls, content: _content, citations, ...rest } = message;
  const { id, message: _message, logprobs: _logprobs, ...ending } = answer;
  const events: JsonObject[] = [
    { ...(id === undefined ? {} : { id }), type: 'message-start', delta: { message: { role, ...announced, ...rest } } },
    ...pieces(plan).map((piece) => messageEvent('tool-plan-delta', { tool_plan: piece })),
    ...(Array.isArray(calls) ? calls : []).filter(isJsonObject).flatMap(callEvents),
    ...contents,
    ...(Array.isArray(citations) ? citations : []).flatMap((citation, index) => [
      messageEvent('citation-start', { citations: citation }, index),
      { type: 'citation-end', index },
    ]),
    { type: 'message-end', delta: ending },
  ];
  return Buffer.from([...events.map(written), formatSse(doneMarker)].join(''));
}

function messageEvent(type: string, message: JsonObject, index?: number): JsonObject {
  return { type, ...(index === undefined ? {} : { index }), delta: { message } };
}

function callEvents(call: JsonObject, index: number): JsonObject[] {
  const called = objectMember(call, 'function') ?? {};
  const opening = { ...call, function: { ...called, arguments: '' } };
  return [
    messageEvent('tool-call-start', { tool_calls: opening }, index),
    ...pieces(called['arguments']).map((piece) =>
      messageEvent('tool-call-delta', { tool_calls: { function: { arguments: piece } } }, index),
    ),
    { type: 'tool-call-end', index },
  ];
}

/** Log probabilities come with the text of their tokens: then each token is a delta of its own. */
function contentEvents(contents: readonly JsonValue[], logprobs: readonly JsonValue[]): JsonObject[] | undefined {
  const items = contents.filter(isJsonObject);
  const tokens = logprobs.map((item) => (isJsonObject(item) ? (stringMember(item, 'text') ?? '') : ''));
  const saysTokens = (item: JsonObject): boolean => item['text'] === tokens.join('');
  const spelled = tokens.length === 0 ? -1 : items.findIndex(saysTokens);
  if (tokens.length > 0 && spelled === -1) return undefined;
  return items.flatMap((item, index) => {
    const name = item['type'] === 'thinking' ? 'thinking' : 'text';
    const deltas = index === spelled ? tokens : pieces(item[name]);
    return [
      messageEvent('content-start', { content: { ...item, [name]: '' } }, index),
      ...deltas.map((piece, position) => ({
        ...messageEvent('content-delta', { content: { [name]: piece } }, index),
        ...(index === spelled ? { logprobs: logprobs[position] ?? null } : {}),
      })),
      { type: 'content-end', index },
    ];
  });
}

function pieces(text: JsonValue | undefined): string[] {
  return typeof text === 'string' ? textPieces(text) : [];
}

/**
 * cohere-ai 8.1.0 ends a stream at any line that contains `[DONE]`, even inside a text (`Stream.iterDataMessages`), so
 * the bracket is written as its escape.
 */
function written(event: JsonObject): string {
  const data = JSON.stringify(event).replaceAll(doneMarker, '\\u005bDONE]');
  return formatSse(data, stringMember(event, 'type') ?? null);
}
