import type { EntryDetail, TrafficDetail, UpstreamView } from '../../../src-core/contracts/views.ts';
import { toCurl } from './curl-export.ts';

/** Roles whose turns are text and nothing else, so that a message can be written again from them. */
const textRoles = new Set(['system', 'developer', 'user', 'assistant']);

export interface CurlExport {
  command: string;
  /** What the command cannot say truthfully; null when it is complete. */
  caveat: string | null;
}

/**
 * The request as a curl command through the proxy. Bodies are not logged, so the body is written again from the entry
 * where it was text only, and is left to a file elsewhere.
 */
export function trafficCurl(
  request: TrafficDetail,
  entry: EntryDetail | null,
  proxyUrl: string,
  upstreams: readonly UpstreamView[],
): CurlExport {
  const prefix = upstreams.find((upstream) => upstream.name === request.upstream)?.prefix ?? '';
  const project = request.project === 'default' ? '' : `/p/${request.project}`;
  const url = `${proxyUrl}${project}${prefix}${request.path}`;
  const { method, requestHeaders: headers } = request;
  if (method !== 'POST') return { command: toCurl({ method, url, headers, body: null }), caveat: null };
  // A hit by meaning was answered by the entry of another request.
  const text = entry === null || request.match === 'semantic' ? null : chatBody(entry);
  if (text === null) {
    const command = toCurl({ method, url, headers, body: { file: 'body.json' } });
    return { command, caveat: 'Request bodies are not logged: put yours into body.json.' };
  }
  return {
    command: toCurl({ method, url, headers, body: { text } }),
    caveat: 'The body is written from the stored text; images and the order of fields are not in it.',
  };
}

/** The body of a chat whose turns are all plain text. */
function chatBody(entry: EntryDetail): string | null {
  if (entry.dialect !== 'openai-chat' || entry.conversation.some((turn) => !textRoles.has(turn.role))) return null;
  const parameters: unknown = JSON.parse(entry.parameters);
  if (typeof parameters !== 'object' || parameters === null) return null;
  const messages = entry.conversation.map((turn) => ({ role: turn.role, content: turn.text }));
  return JSON.stringify({ ...parameters, messages }, null, 2);
}
