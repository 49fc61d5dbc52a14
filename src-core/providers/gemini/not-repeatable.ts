import type { LookupReason } from '../../contracts/outcome.ts';
import type { JsonObject } from '../../ports/dialect.ts';
import { protoMember, protoObject, protoObjects, protoString, snakeCase } from './proto-json.ts';

/** Tools that look into stores kept by the provider; every other tool but declared functions acts on the world. */
const storeTools = ['fileSearch', 'retrieval'];

/** Uploaded files (`files/<id>`, with or without Google's address before it) and Cloud Storage objects. */
const storedFile = /^gs:\/\/|(?:^|\/)files\/[^/]+$/;

/**
 * Why a body must not be answered from a cache; undefined when nothing speaks against it. A cached content, an uploaded
 * file and a continuation live at the provider, where they expire and are deleted (@google/genai 3.3.0
 * `GenerateContentConfig`, `Tool`, `FileData`). A tool that is not known here counts as live.
 */
export function notRepeatable(body: JsonObject): LookupReason | undefined {
  for (const name of ['cachedContent', 'continuationToken']) {
    if (protoMember(body, name) !== undefined) return 'stateful_request';
  }
  const contents = [...protoObjects(body, 'contents'), ...protoObjects(body, 'systemInstruction')];
  if (contents.some(refersToStoredFile)) return 'stateful_request';
  for (const tool of protoObjects(body, 'tools')) {
    const reason = toolReason(tool);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Whether a part of a content, or of a function's response in it, is a file kept by the provider. */
export function refersToStoredFile(content: JsonObject): boolean {
  return protoObjects(content, 'parts').some((part) => {
    const uri = protoString(protoObject(part, 'fileData') ?? {}, 'fileUri');
    if (uri !== undefined && storedFile.test(uri)) return true;
    const response = protoObject(part, 'functionResponse');
    return response !== undefined && refersToStoredFile(response);
  });
}

function toolReason(tool: JsonObject): LookupReason | undefined {
  const names = Object.keys(tool).filter((name) => tool[name] !== null);
  const others = names.filter((name) => name !== 'functionDeclarations' && name !== 'function_declarations');
  if (others.length === 0) return undefined;
  const isStore = storeTools.some((name) => others.includes(name) || others.includes(snakeCase(name)));
  return isStore ? 'stateful_request' : 'live_request';
}
