import type { Turn } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { protoObject, protoObjects, protoString } from './proto-json.ts';

/** What people see of a part, by its member (@google/genai 3.3.0 `Part`). */
const placeholders: Record<string, string> = {
  executableCode: '[code]',
  codeExecutionResult: '[code result]',
  toolCall: '[tool call]',
  toolResponse: '[tool response]',
  audioTranscription: '[transcription]',
};

/** A content's parts as people read them, one to a line; thoughts are left out. */
export function partsText(content: JsonObject): string {
  return protoObjects(content, 'parts')
    .map(partText)
    .filter((text) => text !== '')
    .join('\n');
}

/** A turn of a conversation; contents without a role are the user's. */
export function turnOf(content: JsonObject): Turn {
  return { role: protoString(content, 'role') ?? 'user', text: partsText(content) };
}

function partText(part: JsonObject): string {
  const text = protoString(part, 'text');
  if (text !== undefined) return part['thought'] === true ? '' : text;
  const media = protoObject(part, 'inlineData') ?? protoObject(part, 'fileData');
  if (media !== undefined) return `[${mediaName(protoString(media, 'mimeType'))}]`;
  const call = protoObject(part, 'functionCall');
  if (call !== undefined) return `${protoString(call, 'name') ?? ''}(${JSON.stringify(call['args'] ?? {})})`;
  const result = protoObject(part, 'functionResponse');
  if (result !== undefined) return `${protoString(result, 'name') ?? ''}: ${JSON.stringify(result['response'] ?? {})}`;
  const known = Object.keys(placeholders).find((name) => protoObject(part, name) !== undefined);
  return known === undefined ? '[part]' : (placeholders[known] ?? '');
}

function mediaName(mimeType: string | undefined): string {
  const major = /^(image|audio|video)\//.exec(mimeType ?? '')?.[1];
  return major ?? 'file';
}
