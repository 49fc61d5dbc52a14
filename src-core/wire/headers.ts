/** Headers as node:http gives and takes them raw: name, value, name, value, with case and order as on the wire. */
export type RawHeaders = readonly string[];

/** RFC 9110 section 7.6.1, with the older Proxy-Connection: they concern one connection and are never passed on. */
const hopByHop = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export function* headerPairs(raw: RawHeaders): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < raw.length; index += 2) yield [raw[index] ?? '', raw[index + 1] ?? ''];
}

/** A copy without hop-by-hop headers, those that Connection names, and those that `drop` (lower case) picks. */
export function endToEndHeaders(raw: RawHeaders, drop: (name: string) => boolean): string[] {
  const named = connectionNames(raw);
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || named?.has(lower) === true || drop(lower)) continue;
    kept.push(name, raw[index + 1] ?? '');
  }
  return kept;
}

function connectionNames(raw: RawHeaders): Set<string> | undefined {
  let names: Set<string> | undefined;
  for (const [name, value] of headerPairs(raw)) {
    if (name.length !== 10 || name.toLowerCase() !== 'connection') continue;
    for (const token of value.split(',')) (names ??= new Set()).add(token.trim().toLowerCase());
  }
  return names;
}

/** First value of a raw header, by lower-case name. */
export function rawHeader(raw: RawHeaders, lowerName: string): string | undefined {
  for (const [name, value] of headerPairs(raw)) {
    if (name.length === lowerName.length && name.toLowerCase() === lowerName) return value;
  }
  return undefined;
}

const secretName = /auth|key|token|secret|cookie|password|credential/i;

/** For people: secret values show only that they were set, and their last four characters; addresses lose their query. */
export function maskHeaders(raw: RawHeaders): { name: string; value: string }[] {
  return [...headerPairs(raw)].map(([name, value]) => ({
    name,
    value: secretName.test(name) ? maskSecret(value) : withoutQueries(value),
  }));
}

const address = /(https?:\/\/)(?:[^\s/?#@]*@)?([^\s?#<>"]*)(?:\?[^\s#<>"]*)?/gi;

/** X-LLM-Proxy-Upstream, Referer and Location hold addresses, whose query and user part may hold a key. */
function withoutQueries(value: string): string {
  return value.includes('://') ? value.replace(address, '$1$2') : value;
}

function maskSecret(value: string): string {
  // A short secret would be given away by its last four.
  return value.length < 16 ? 'set' : `set (…${value.slice(-4)})`;
}
