/** An operation answered with an error, or could not be asked. `code` is one of the contract's or `unreachable`. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export const isUnauthorized = (error: unknown): boolean =>
  error instanceof ClientError && error.code === 'unauthorized';

/** What to tell a person about anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
