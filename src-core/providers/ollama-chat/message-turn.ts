import type { Turn } from '../../contracts/views.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { arrayMember, stringMember } from '../../request/json-value.ts';
import { callTexts } from '../ollama-shared/call-text.ts';
import { contentText } from '../openai-shared/content-text.ts';

/** A message for people: its text, `[image]` for each image, its tool calls (ollama 0.6.4 `Message`). */
export function messageTurn(message: JsonObject): Turn {
  const images = (arrayMember(message, 'images') ?? []).map(() => '[image]');
  const parts = [...images, contentText(message['content']), ...callTexts(message)];
  return { role: stringMember(message, 'role') ?? '', text: parts.filter((part) => part !== '').join('\n') };
}
