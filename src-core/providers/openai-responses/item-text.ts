import type { Turn } from '../../contracts/views.ts';
import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, stringMember } from '../../request/json-value.ts';
import { contentText } from '../openai-shared/content-text.ts';

/** Whether an item is a message: the only kind that may leave its type out (openai 7.57.0 `EasyInputMessage`). */
export function isMessage(item: JsonObject): boolean {
  const type = item['type'];
  return type === 'message' || (type === undefined && typeof item['role'] === 'string');
}

/** What an item of a request or an answer says, as people read it. */
export function itemText(item: JsonObject): string {
  if (isMessage(item)) return contentText(item['content']);
  const { type } = item;
  if (type === 'function_call') return `${stringMember(item, 'name') ?? ''}(${stringMember(item, 'arguments') ?? ''})`;
  if (type === 'custom_tool_call') return `${stringMember(item, 'name') ?? ''}(${stringMember(item, 'input') ?? ''})`;
  if (isToolOutput(item)) return contentText(item['output']);
  if (type === 'reasoning') return reasoningText(item);
  return typeof type === 'string' ? `[${type}]` : '';
}

/** What a model answered: messages and calls; its reasoning is not part of the answer. */
export function outputText(items: readonly JsonObject[]): string {
  return items
    .filter(({ type }) => type !== 'reasoning')
    .map(itemText)
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The conversation of a request: its instructions and every item of its input, the model's own reasoning left out. */
export function turnsOf(
  instructions: JsonValue | undefined,
  input: string | readonly JsonObject[] | undefined,
): Turn[] {
  const turns: Turn[] = typeof instructions === 'string' ? [{ role: 'system', text: instructions }] : [];
  if (typeof input === 'string') return [...turns, { role: 'user', text: input }];
  for (const item of input ?? []) {
    const text = itemText(item);
    if (item['type'] !== 'reasoning' || text !== '') turns.push({ role: roleOf(item), text });
  }
  return turns;
}

function roleOf(item: JsonObject): string {
  if (isMessage(item)) return stringMember(item, 'role') ?? 'user';
  return isToolOutput(item) ? 'tool' : 'assistant';
}

function isToolOutput({ type }: JsonObject): boolean {
  return type === 'function_call_output' || type === 'custom_tool_call_output';
}

function reasoningText(item: JsonObject): string {
  const parts = [...(arrayMember(item, 'summary') ?? []), ...(arrayMember(item, 'content') ?? [])];
  return contentText(parts.filter(isJsonObject));
}
