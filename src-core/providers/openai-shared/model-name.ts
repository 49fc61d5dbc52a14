import type { JsonObject } from '../../ports/dialect.ts';
import { ownMember } from '../../request/json-value.ts';

const deployment = /\/deployments\/([^/]+)\//;

/**
 * The model a body names. Azure's deployment paths carry it instead (`/openai/deployments/<name>/chat/completions`) and
 * need none in the body. Undefined when neither names one, or the body's is not a string.
 */
export function modelName(body: JsonObject, path: string): string | undefined {
  const model = ownMember(body, 'model');
  if (typeof model === 'string' && model !== '') return model;
  if (model !== undefined) return undefined;
  return deployment.exec(path)?.[1];
}
