/** A recorded request's headers as its client sent them, without those of the connection. */
export function ownHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !/^(?:host|connection|transfer-encoding)$/.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
