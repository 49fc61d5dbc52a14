import type { JsonObject, ReplayWish, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { answerForm, asksForJson } from './answer-form.ts';
import { comparedText } from './compared-text.ts';
import { identityFields, withoutMembers } from './identity-fields.ts';
import { readModelPath } from './model-path.ts';
import { notRepeatable } from './not-repeatable.ts';
import { partsText, turnOf } from './parts-text.ts';
import { protoObjects, protoString } from './proto-json.ts';

/**
 * Reads a body of `:generateContent` and `:streamGenerateContent?alt=sse`, which ask for the same answer in two forms.
 * Without `alt=sse` the stream is a JSON array, which no SDK asks for; it passes through, so that forms never mix.
 */
export function readRequest(body: JsonObject, { path, query }: RequestPlace): RequestReading {
  const place = readModelPath(path);
  const mode = place === undefined ? undefined : answerMode(place.verb, query);
  if (place === undefined || mode === undefined) return { cacheable: false, reason: 'path_not_cacheable' };
  const contents = protoObjects(body, 'contents');
  const last = contents.at(-1);
  if (last === undefined || protoObjects(last, 'parts').length === 0) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const obstacle = notRepeatable(body);
  if (obstacle !== undefined) return { cacheable: false, reason: obstacle };

  const identity = identityFields(body);
  const system = protoObjects(body, 'systemInstruction').map((content) => ({
    role: 'system',
    text: partsText(content),
  }));
  const asked = contents.findLast((content) => (protoString(content, 'role') ?? 'user') === 'user');
  return {
    cacheable: true,
    request: {
      model: place.model,
      identityPath: place.withVerb('generateContent'),
      identity,
      wish: { mode, includeUsage: true, vectorEncoding: 'float' },
      promptText: asked === undefined ? '' : partsText(asked),
      conversation: [...system, ...contents.map(turnOf)],
      parameters: withoutMembers(identity, 'contents', 'systemInstruction'),
      compared: comparedText(identity),
    },
  };
}

function answerMode(verb: string, query: string): ReplayWish['mode'] | undefined {
  if (verb === 'streamGenerateContent') return answerForm(query) === 'sse' ? 'sse' : undefined;
  return verb === 'generateContent' && asksForJson(query) ? 'json' : undefined;
}
