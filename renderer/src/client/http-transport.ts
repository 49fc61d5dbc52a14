import { tickSchema } from '../../../src-core/contracts/events.ts';
import { ClientError } from './client-error.ts';
import type { Transport } from './transport.ts';

const adminPath = '/admin/api';
/** A page of another origin cannot set this header, so it marks calls as ours. */
const consoleHeader = { 'x-semcache-console': '1' };

/** How soon to try again after the server closed the stream for good (a restart or a lost session). */
const retryMs = 2000;

async function post(path: string, headers: Record<string, string>, body: string): Promise<Response> {
  try {
    return await fetch(`${adminPath}/${path}`, { method: 'POST', headers: { ...consoleHeader, ...headers }, body });
  } catch (cause) {
    throw new ClientError('unreachable', 'Semcache does not answer. Is it still running?', { cause });
  }
}

/** Trades the token of the address bar for a session cookie. False when it is not the running instance's token. */
export async function openSession(token: string): Promise<boolean> {
  const response = await post('session', { authorization: `Bearer ${token}` }, '');
  return response.ok;
}

/** The browser's way: one POST per operation, one event stream for ticks. */
export function httpTransport(): Transport {
  return {
    kind: 'browser',
    send: async (operation, params) => {
      const response = await post(operation, { 'content-type': 'application/json' }, JSON.stringify(params));
      try {
        const answer: unknown = await response.json();
        return answer;
      } catch (cause) {
        throw new ClientError('unreachable', `Semcache answered with status ${String(response.status)}.`, { cause });
      }
    },
    listen: (onTick, onState) => {
      let source: EventSource;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const open = (): void => {
        source = new EventSource(`${adminPath}/events`);
        source.addEventListener('open', () => onState('open'));
        source.addEventListener('error', () => {
          onState('lost');
          // The browser retries by itself unless the answer was no stream at all.
          if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, retryMs);
        });
        source.addEventListener('message', (event: MessageEvent<string>) => onTick(readTick(event.data)));
      };
      onState('connecting');
      open();
      return () => {
        clearTimeout(timer);
        source.close();
      };
    },
  };
}

function readTick(data: string): { topics: ReturnType<typeof tickSchema.parse>['topics'] } {
  const value: unknown = JSON.parse(data);
  return tickSchema.parse(value);
}
