import type { Dialect, JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject } from '../../request/json-value.ts';
import { selectPrompt, type SelectedText } from './prompt-path.ts';

/**
 * A known dialect for a request that names its compared text by JSONPath. The dialect's own rules hold; the path only
 * says which is meant where the last user turn has several texts, and of any other place it says nothing.
 */
export function withPromptPath(dialect: Dialect): Dialect {
  return { ...dialect, readRequest: (body, place) => readWithPath(dialect, body, place) };
}

function readWithPath(dialect: Dialect, body: JsonObject, place: RequestPlace): RequestReading {
  const selected = selectPrompt(place.header, body);
  const reading = dialect.readRequest(body, place);
  if (!reading.cacheable || reading.request.compared.comparable || selected === undefined) return reading;
  const single = withSingleText(body, selected);
  const again = single === undefined ? undefined : dialect.readRequest(single, place);
  if (again?.cacheable !== true || !again.request.compared.comparable) return reading;
  return { cacheable: true, request: { ...reading.request, compared: again.request.compared } };
}

/** Type that no dialect takes for text, so that a part stays where it is and has to be equal. */
const fixedType = 'semcache_fixed_text';

/** The body with one text in its last user turn: the selected one. Undefined when that is not where it is. */
function withSingleText(body: JsonObject, { location }: SelectedText): JsonObject | undefined {
  const messages = arrayMember(body, 'messages') ?? [];
  const [list, message, content, part, field] = location;
  const last = messages.at(-1);
  const isThere = list === 'messages' && message === messages.length - 1 && content === 'content' && field === 'text';
  if (!isThere || location.length !== 5 || !isJsonObject(last) || last['role'] !== 'user') return undefined;
  const parts = (arrayMember(last, 'content') ?? []).map((each, index) => (index === part ? each : fixed(each)));
  return { ...body, messages: [...messages.slice(0, -1), { ...last, content: parts }] };
}

function fixed(part: JsonValue): JsonValue {
  return isJsonObject(part) && part['type'] === 'text' ? { ...part, type: fixedType } : part;
}
