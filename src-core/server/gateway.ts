import { SemcacheError } from '../contracts/errors.ts';
import { listen, type Listener, type ListenerHandlers } from './listener.ts';
import { describePortHolder } from './port-holder.ts';

export interface GatewayProblem {
  code: string;
  message: string;
}

/** The open port, or why there is none. It never moves to another port by itself: clients have this one in their settings. */
export interface Gateway {
  readonly url: string | null;
  readonly port: number | undefined;
  readonly problem: GatewayProblem | null;
  open: (host: string, port: number) => Promise<void>;
  close: (graceMs: number) => Promise<void>;
}

export function createGateway(handlers: ListenerHandlers): Gateway {
  let listener: Listener | undefined;
  let url: string | null = null;
  let problem: GatewayProblem | null = null;

  return {
    get url() {
      return url;
    },
    get port() {
      return listener?.port;
    },
    get problem() {
      return problem;
    },
    open: async (host, port) => {
      await listener?.close(0);
      listener = undefined;
      url = null;
      try {
        listener = await listen(host, port, handlers);
        url = `http://${host.includes(':') ? `[${host}]` : host}:${String(listener.port)}`;
        problem = null;
      } catch (error) {
        if (!(error instanceof SemcacheError)) throw error;
        const message =
          error.code === 'port_in_use' ? await describePortHolder(host, port, process.platform) : error.message;
        problem = { code: error.code, message };
      }
    },
    close: async (graceMs) => {
      const closing = listener;
      listener = undefined;
      url = null;
      await closing?.close(graceMs);
    },
  };
}
