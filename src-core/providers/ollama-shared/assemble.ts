import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, setMember, stringMember } from '../../request/json-value.ts';
import type { AnswerShape } from './answer-shape.ts';

/**
 * The JSON answer of a stream's lines, made as Ollama's server makes its own for `stream: false` (server/routes.go):
 * the final line, with the texts and lists of all lines put together.
 */
export function assemble(lines: readonly JsonObject[], shape: AnswerShape): JsonObject {
  const final = lines.at(-1) ?? {};
  const holders = lines.map((line) => shape.holder(line) ?? {});
  const holder = { ...shape.holder(final) };
  for (const name of [shape.text, 'thinking']) {
    const text = holders.map((each) => stringMember(each, name) ?? '').join('');
    if (text !== '' || name === shape.text) setMember(holder, name, text);
  }
  for (const name of ['tool_calls', 'images']) setList(holder, name, holders);
  const answer = shape.combine(final, holder);
  setList(answer, 'logprobs', lines);
  return answer;
}

function setList(target: JsonObject, name: string, sources: readonly JsonObject[]): void {
  const items: JsonValue[] = [];
  for (const source of sources) for (const item of arrayMember(source, name) ?? []) items.push(item);
  if (items.length > 0) setMember(target, name, items);
}
