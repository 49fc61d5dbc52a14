import type { JsonObject, JsonValue } from '../../ports/dialect.ts';
import { arrayMember, isJsonObject, objectMember, stringMember } from '../../request/json-value.ts';

/** What people see in place of a content part that is not text. */
const placeholders: Record<string, string> = {
  image_url: '[image]',
  input_image: '[image]',
  image: '[image]',
  input_audio: '[audio]',
  audio_url: '[audio]',
  video_url: '[video]',
  input_video: '[video]',
  file: '[file]',
  input_file: '[file]',
  document_url: '[document]',
};

/** A message's content as text: strings as they are, parts one to a line, `[image]` and the like for the rest. */
export function contentText(content: JsonValue | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(partText).join('\n');
}

function partText(part: JsonValue): string {
  if (typeof part === 'string') return part;
  if (!isJsonObject(part)) return '';
  const text = stringMember(part, 'text') ?? stringMember(part, 'refusal');
  if (text !== undefined) return text;
  const type = stringMember(part, 'type') ?? 'part';
  return Object.hasOwn(placeholders, type) ? (placeholders[type] ?? '') : `[${type}]`;
}

/** Tool calls of a message as `name(arguments)`, one to a line; the older single `function_call` included. */
function toolCallsText(message: JsonObject): string {
  const calls = (arrayMember(message, 'tool_calls') ?? []).filter(isJsonObject).map((call) => {
    const custom = objectMember(call, 'custom');
    if (custom !== undefined) return `${stringMember(custom, 'name') ?? ''}(${stringMember(custom, 'input') ?? ''})`;
    return functionText(objectMember(call, 'function'));
  });
  const single = objectMember(message, 'function_call');
  if (single !== undefined) calls.push(functionText(single));
  return calls.join('\n');
}

function functionText(called: JsonObject | undefined): string {
  if (called === undefined) return '()';
  return `${stringMember(called, 'name') ?? ''}(${stringMember(called, 'arguments') ?? ''})`;
}

/** Everything a message says, as people read it. */
export function messageText(message: JsonObject): string {
  const parts = [contentText(message['content']), stringMember(message, 'refusal') ?? '', toolCallsText(message)];
  return parts.filter((part) => part !== '').join('\n');
}
