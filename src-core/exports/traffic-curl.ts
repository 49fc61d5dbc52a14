import type { EntryDetail, TrafficDetail } from '../contracts/views.ts';
import { toCurl } from './curl.ts';

export interface CurlExport {
  command: string;
  /** What the command cannot say truthfully; null when it is complete. */
  caveat: string | null;
}

/**
 * A logged request as a curl command through the proxy at `proxyUrl`. Bodies are not logged; the entry of the request has
 * the body, unless it was recorded for another wording. `prefixOf` gives the path prefix of an upstream.
 */
export function trafficCurl(
  request: TrafficDetail,
  entry: EntryDetail | null,
  proxyUrl: string,
  prefixOf: (upstream: string) => string | undefined,
): CurlExport {
  const project = request.project === 'default' ? '' : `/p/${request.project}`;
  const url = `${proxyUrl}${project}${prefixOf(request.upstream) ?? ''}${request.path}`;
  const { method, requestHeaders: headers } = request;
  if (method !== 'POST') return { command: toCurl({ method, url, headers, body: null }), caveat: null };
  const text = request.match === 'semantic' ? null : (entry?.requestBody ?? null);
  if (text === null) {
    const command = toCurl({ method, url, headers, body: { file: 'body.json' } });
    return { command, caveat: 'The body of this request is not stored: put yours into body.json.' };
  }
  const caveat =
    request.cacheStatus === 'miss' || request.cacheStatus === 'refresh'
      ? null
      : 'The body is that of the request whose answer was served; this one may differ from it in form.';
  return { command: toCurl({ method, url, headers, body: { text } }), caveat };
}
