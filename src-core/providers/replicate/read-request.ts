import type { JsonObject, JsonValue, RequestPlace, RequestReading } from '../../ports/dialect.ts';
import { objectMember, ownMember, stringMember } from '../../request/json-value.ts';
import { jsonWish } from '../json-only/replay-as-recorded.ts';
import { without } from '../openai-shared/identity-fields.ts';
import { prefersWait } from './prefer-wait.ts';

const namedByPath = /\/(?:models|deployments)\/([^/]+\/[^/]+)\/predictions\/?$/;

/**
 * Reads a body of POST /predictions, /models/{owner}/{name}/predictions or /deployments/{owner}/{name}/predictions
 * (replicate 1.4.0 lib/predictions.js, lib/deployments.js). Only a call that waits has its answer in its response; the
 * others, streams and webhooks name a prediction that goes on at Replicate.
 */
export function readRequest(body: JsonObject, { path, header }: RequestPlace): RequestReading {
  const model = stringMember(body, 'version') ?? namedByPath.exec(path)?.[1];
  const input = objectMember(body, 'input');
  if (model === undefined || model === '' || input === undefined) {
    return { cacheable: false, reason: 'unsupported_body' };
  }
  const goesOn = !prefersWait(header('prefer')) || ['stream', 'webhook'].some((name) => isGiven(ownMember(body, name)));
  if (goesOn) return { cacheable: false, reason: 'stateful_request' };
  const identity = ['stream', 'webhook', 'webhook_events_filter'].reduce(without, body);
  const promptText = stringMember(input, 'prompt') ?? inputText(input);
  return {
    cacheable: true,
    request: {
      model,
      identity,
      wish: jsonWish,
      promptText,
      conversation: [{ role: 'input', text: promptText }],
      parameters: identity,
      // Every model has inputs of its own: which of them may differ, none of them says.
      compared: { comparable: false, reason: 'exact_only_dialect' },
    },
  };
}

/** An input for people; files that stand in it are not. */
function inputText(input: JsonObject): string {
  return JSON.stringify(input, (_name, value: JsonValue) =>
    typeof value === 'string' && value.startsWith('data:') ? '[file]' : value,
  );
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== false && value !== '';
}
