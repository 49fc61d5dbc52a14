import type { UpstreamTest } from '../contracts/views.ts';
import { errorText } from '../support/error-text.ts';
import type { UpstreamClient } from './upstream-client.ts';

const timeoutMs = 10_000;

/** Asks an upstream for its list of models without a credential: any answer shows that it can be reached. */
export async function testUpstream(
  client: UpstreamClient,
  baseUrl: string,
  monotonic: () => number,
): Promise<UpstreamTest> {
  const url = new URL(baseUrl);
  const startedAt = monotonic();
  try {
    const answer = await client.call({
      origin: url.origin,
      path: `${url.pathname.replace(/\/+$/, '')}/models`,
      method: 'GET',
      headers: ['accept', 'application/json'],
      body: null,
      signal: AbortSignal.timeout(timeoutMs),
    });
    answer.body.on('error', () => undefined);
    answer.body.destroy();
    return {
      reachable: true,
      status: answer.status,
      milliseconds: monotonic() - startedAt,
      message: explainStatus(answer.status),
    };
  } catch (error) {
    const message =
      error instanceof Error && error.name === 'TimeoutError' ? 'No answer within 10 seconds' : errorText(error);
    return { reachable: false, status: null, milliseconds: monotonic() - startedAt, message };
  }
}

function explainStatus(status: number): string {
  if (status === 401 || status === 403) return 'Reachable; it asks for a key, which your tools send.';
  if (status < 400) return 'Reachable.';
  return status >= 500
    ? `Reachable, but it answers with status ${String(status)}.`
    : `Reachable (status ${String(status)} for /models).`;
}
