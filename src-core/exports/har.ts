import type { EntryDetail, TrafficDetail } from '../contracts/views.ts';

/** A logged request with the entry that was served or stored, where it is still there. */
export interface HarSource {
  request: TrafficDetail;
  entry: EntryDetail | null;
}

/**
 * Traffic as an HTTP archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), for browsers' network panels and other
 * tools. Secret header values are masked, queries are not logged; bodies are those of the stored entry. Members that
 * begin with an underscore are ours, as the format has it.
 */
export function toHar(
  sources: readonly HarSource[],
  creator: { version: string; proxyUrl: string },
): Record<string, unknown> {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Semcache', version: creator.version },
      entries: sources.map((source) => harEntry(source, creator.proxyUrl)),
    },
  };
}

function harEntry({ request, entry }: HarSource, proxyUrl: string): object {
  const wait = request.firstByteMs ?? request.totalMs;
  return {
    startedDateTime: new Date(request.at).toISOString(),
    time: request.totalMs,
    request: {
      method: request.method,
      url: addressOf(request, proxyUrl),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.requestHeaders,
      queryString: [],
      headersSize: -1,
      bodySize: request.requestBytes,
      ...postData(request, entry),
    },
    response: {
      // The format has no word for "no answer"; 0 is what browsers write.
      status: request.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.responseHeaders,
      content: content(request, entry),
      redirectURL: '',
      headersSize: -1,
      bodySize: request.responseBytes,
    },
    cache: {},
    timings: { send: 0, wait, receive: Math.max(0, request.totalMs - wait) },
    _cacheStatus: request.cacheStatus,
    _match: request.match,
    _reason: request.reason,
    _project: request.project,
    _model: request.model,
    _requestId: request.id,
    _entryId: request.entryId,
    _confidence: request.confidence,
    _repeats: request.repeats,
  };
}

/** Where the request was meant to go; what never got that far has only its path at the proxy. */
function addressOf(request: TrafficDetail, proxyUrl: string): string {
  return request.keyParts.find(({ name }) => name === 'upstream')?.value ?? `${proxyUrl}${request.path}`;
}

function postData(request: TrafficDetail, entry: EntryDetail | null): object {
  const text = request.match === 'semantic' ? null : (entry?.requestBody ?? null);
  return text === null ? {} : { postData: { mimeType: 'application/json', text } };
}

function content(request: TrafficDetail, entry: EntryDetail | null): object {
  const mimeType =
    request.responseHeaders.find(({ name }) => name.toLowerCase() === 'content-type')?.value ??
    'application/octet-stream';
  // A stream that was answered from a JSON recording, or the other way round, is not what is stored.
  const isRecorded = entry !== null && entry.contentType === mimeType && !entry.rawAnswerTruncated;
  return { size: request.responseBytes, mimeType, ...(isRecorded ? { text: entry.rawAnswer } : {}) };
}
