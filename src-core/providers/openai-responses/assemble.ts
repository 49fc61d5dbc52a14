import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember } from '../../request/json-value.ts';

/** An item as `response.output_item.done` brought it. */
export interface DoneItem {
  index: JsonValue | undefined;
  item: JsonObject;
}

/**
 * The JSON answer that a stream makes: the response of its last event as it is. Servers that leave the output out of it
 * (OpenAI's for Codex does) have sent every item before; the openai SDK's accumulator puts them together the same way.
 */
export function assemble(last: JsonObject, status: string, items: readonly DoneItem[]): JsonObject {
  const known = typeof last['status'] === 'string' ? last : { ...last, status };
  if (items.length === 0 || (arrayMember(known, 'output') ?? []).length > 0) return known;
  const position = ({ index }: DoneItem): number => (typeof index === 'number' ? index : 0);
  const output = items.toSorted((left, right) => position(left) - position(right)).map(({ item }) => item);
  return { ...known, output };
}
