import './zod-without-eval.ts';
import '@mantine/core/styles.css';
import './theme/base.css';
import './theme/mantine.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { bridgeTransport } from './client/bridge-transport.ts';
import { createClient } from './client/client.ts';
import { isUnauthorized } from './client/client-error.ts';
import { httpTransport } from './client/http-transport.ts';
import { enterWithToken } from './client/session.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const bridge = window.semcache;
const client = createClient(bridge === undefined ? httpTransport() : bridgeTransport(bridge));
const entrance = bridge === undefined ? await enterWithToken() : 'entered';

/** Nothing of the console shows before it is known that there is a session. */
async function hasSession(): Promise<boolean> {
  try {
    await client.call('status.get', {});
    return true;
  } catch (error) {
    return !isUnauthorized(error);
  }
}

createRoot(root).render(
  <App client={client} entered={entrance !== 'refused' && (await hasSession())} refused={entrance === 'refused'} />,
);
