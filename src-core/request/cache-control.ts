/** What a request's `Cache-Control` asks of a cache (RFC 9111 section 5.2.1, RFC 5861 section 4). Times in milliseconds. */
export interface CacheControl {
  /** The stored answer may not be used, the fresh one may be kept. */
  noCache: boolean;
  noStore: boolean;
  onlyIfCached: boolean;
  /** Greatest age that is accepted; null when none is named. */
  maxAgeMs: number | null;
  /** For so long the answer must still be fresh. */
  minFreshMs: number;
  /** For so long after its time an answer is accepted; Infinity for any time, null when not named. */
  maxStaleMs: number | null;
  /** The same when the upstream fails. */
  staleIfErrorMs: number | null;
}

const nothingAsked: CacheControl = {
  noCache: false,
  noStore: false,
  onlyIfCached: false,
  maxAgeMs: null,
  minFreshMs: 0,
  maxStaleMs: null,
  staleIfErrorMs: null,
};

/**
 * Reads the header; `pragma` counts only without it (RFC 9111 section 5.4). Unknown directives are ignored, as the RFC
 * has it. A limit that cannot be read is taken at its strictest, a leave that cannot be read is not given.
 */
export function readCacheControl(text?: string, pragma?: string): CacheControl {
  if (text === undefined) {
    return pragma !== undefined && /(?:^|,)\s*no-cache\s*(?:,|$)/i.test(pragma)
      ? { ...nothingAsked, noCache: true }
      : nothingAsked;
  }
  const asked = { ...nothingAsked };
  for (const directive of text.split(',')) {
    const [name = '', ...rest] = directive.split('=');
    const argument =
      rest.length === 0
        ? undefined
        : rest
            .join('=')
            .trim()
            .replace(/^"(.*)"$/, '$1');
    readDirective(asked, name.trim().toLowerCase(), argument);
  }
  // An age of nothing is how browsers and HTTP libraries say "ask again".
  if (asked.maxAgeMs === 0) asked.noCache = true;
  return asked;
}

function readDirective(asked: CacheControl, name: string, argument: string | undefined): void {
  switch (name) {
    case 'no-cache':
      asked.noCache = true;
      break;
    case 'no-store':
      asked.noStore = true;
      break;
    case 'only-if-cached':
      asked.onlyIfCached = true;
      break;
    case 'max-age':
      asked.maxAgeMs = Math.min(asked.maxAgeMs ?? Infinity, readSeconds(argument) ?? 0);
      break;
    case 'min-fresh':
      asked.minFreshMs = Math.max(asked.minFreshMs, readSeconds(argument) ?? Infinity);
      break;
    case 'max-stale':
      asked.maxStaleMs = argument === undefined ? Infinity : (readSeconds(argument) ?? 0);
      break;
    case 'stale-if-error':
      asked.staleIfErrorMs = readSeconds(argument) ?? 0;
      break;
  }
}

/** Delta-seconds (RFC 9111 section 1.2.2) in milliseconds. */
function readSeconds(argument: string | undefined): number | undefined {
  return argument !== undefined && /^\d+$/.test(argument) ? Number(argument) * 1000 : undefined;
}
