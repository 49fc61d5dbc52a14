export interface CurlRequest {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  /** The body itself, or the name of a file that the reader has to make; null when there is none. */
  body: { text: string } | { file: string } | null;
}

/** Headers that curl writes itself, or that belonged to one connection. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'accept-encoding',
  'expect',
  'te',
  'upgrade',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-dest',
]);

/** Headers whose value is a secret whatever it looks like; the name of the variable to take it from. */
const secretHeader = /auth|key|token|secret|cookie|password|credential/i;

/** A POSIX shell command that sends the request again; secrets become `$API_KEY`. */
export function toCurl({ method, url, headers, body }: CurlRequest): string {
  const parts = [`curl ${quote(url)}`];
  // curl sends GET without a body and POST with one unless told otherwise.
  if (method !== (body === null ? 'GET' : 'POST')) parts.push(`-X ${quote(method)}`);
  for (const { name, value } of headers) {
    if (ownHeaders.has(name.toLowerCase())) continue;
    parts.push(`-H ${header(name, value)}`);
  }
  if (body !== null)
    parts.push('text' in body ? `--data-raw ${quote(body.text)}` : `--data-binary ${quote(`@${body.file}`)}`);
  return parts.join(' \\\n  ');
}

function header(name: string, value: string): string {
  if (!secretHeader.test(name)) return quote(`${name}: ${value}`);
  // The core masks the scheme too; nearly every provider's is Bearer.
  const scheme = /^(Bearer|Basic|Token)\s/i.exec(value)?.[0] ?? (/authorization$/i.test(name) ? 'Bearer ' : '');
  // Double quotes, so that the shell puts the variable in; the name is a header token and needs no escaping.
  return `"${name}: ${scheme}$API_KEY"`;
}

/** One word for a POSIX shell. */
export function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
