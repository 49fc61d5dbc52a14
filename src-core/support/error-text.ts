/** The message of anything that was thrown, with the code of a system error where it has one. */
export function errorText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const code = errorCodeOf(thrown);
  return code === undefined || thrown.message.includes(code) ? thrown.message : `${thrown.message} (${code})`;
}

/** `code` of a system or library error, such as ECONNREFUSED. */
export function errorCodeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
