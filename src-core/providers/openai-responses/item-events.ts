import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { textPieces } from '../openai-shared/synthesise-stream.ts';
import { partEvents, type StreamStep } from './part-events.ts';

/** The steps of one output item, from the moment it is announced. Types that we do not know come whole. */
export function* itemEvents(item: JsonObject, index: number): Generator<StreamStep> {
  const id = stringMember(item, 'id');
  // Nothing can refer to an item without id, so there are no steps between its ends.
  const steps = id === undefined ? undefined : stepsOf(item);
  yield { type: 'response.output_item.added', output_index: index, item: { ...item, ...steps?.opening } };
  for (const step of steps?.events() ?? []) {
    const { type, ...more } = step;
    yield { type, item_id: id ?? '', output_index: index, ...more };
  }
  yield { type: 'response.output_item.done', output_index: index, item };
}

interface Steps {
  /** Members of the item that are still empty when it is announced. */
  opening: JsonObject;
  events: () => Iterable<StreamStep>;
}

function stepsOf(item: JsonObject): Steps | undefined {
  switch (item['type']) {
    case 'message':
      return parted(item, 'content', (part, index) => partEvents(part, index));
    case 'reasoning':
      return reasoningSteps(item);
    case 'function_call':
      return calledWith(item, 'arguments', 'response.function_call_arguments');
    case 'custom_tool_call':
      return calledWith(item, 'input', 'response.custom_tool_call_input');
    default:
      return undefined;
  }
}

function parted(
  item: JsonObject,
  member: 'content' | 'summary',
  eventsOf: (part: JsonObject, index: number) => Iterable<StreamStep>,
): Steps | undefined {
  const parts = arrayMember(item, member);
  if (parts === undefined || !parts.every(isJsonObject)) return undefined;
  const objects = parts.filter(isJsonObject);
  return {
    opening: { ...inProgress(item), [member]: [] },
    events: function* () {
      for (const [index, part] of objects.entries()) yield* eventsOf(part, index);
    },
  };
}

function reasoningSteps(item: JsonObject): Steps | undefined {
  const summary = parted(item, 'summary', summaryEvents);
  const content = parted(item, 'content', partEvents);
  if (summary === undefined && content === undefined) return undefined;
  return {
    opening: { ...summary?.opening, ...content?.opening },
    events: function* () {
      yield* summary?.events() ?? [];
      yield* content?.events() ?? [];
    },
  };
}

function* summaryEvents(part: JsonObject, index: number): Generator<StreamStep> {
  const event = (name: string, more: JsonObject): StreamStep => ({
    type: `response.reasoning_summary_${name}`,
    summary_index: index,
    ...more,
  });
  const text = stringMember(part, 'text') ?? '';
  yield event('part.added', { part: { ...part, text: '' } });
  for (const delta of textPieces(text)) yield event('text.delta', { delta });
  yield event('text.done', { text });
  yield event('part.done', { part });
}

function calledWith(item: JsonObject, member: 'arguments' | 'input', type: string): Steps | undefined {
  const text = stringMember(item, member);
  if (text === undefined) return undefined;
  return {
    opening: { ...inProgress(item), [member]: '' },
    events: function* () {
      for (const delta of textPieces(text)) yield { type: `${type}.delta`, delta };
      yield { type: `${type}.done`, [member]: text };
    },
  };
}

/** Only items that say a status have one to begin with. */
function inProgress(item: JsonObject): JsonObject {
  const status: JsonValue | undefined = item['status'];
  return status === undefined || status === null ? {} : { status: 'in_progress' };
}
