import { z } from 'zod';

/** Where the page is told to go; nothing there is ever reached. */
const elsewhere = 'https://semcache.invalid/';

/** What the page finds when it tries what it must not be able to do. */
export const pageSchema = z.object({
  origin: z.string(),
  /** Names of Node's or Electron's that a page has no business with. */
  leaked: z.array(z.string()),
  bridge: z.array(z.string()),
  bridgeFrozen: z.boolean(),
  policy: z.string().nullable(),
  /** `blocked`, or what went through. */
  evaluated: z.string(),
  fetched: z.string(),
  opened: z.string(),
  framed: z.string(),
  permissions: z.record(z.string(), z.string()),
  call: z.unknown(),
  badCall: z.unknown(),
});
export type PageFindings = z.infer<typeof pageSchema>;

/**
 * Runs in the console's page, as its own code would, and tells what came of each attempt. A string, since it is handed to
 * another process. The console has an own reason for every line of the policy that is tried here.
 */
export const pageScript = `(async () => {
  const attempt = async (what) => { try { return await what(); } catch (error) { return 'blocked'; } };
  const permission = (name) => attempt(async () => (await navigator.permissions.query({ name })).state);
  const frame = document.createElement('iframe');
  const framed = new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      if (event.effectiveDirective === 'frame-src') resolve('blocked');
    });
    setTimeout(() => resolve('allowed'), 2000);
  });
  frame.src = '${elsewhere}';
  document.body.append(frame);
  const result = {
    origin: location.origin,
    leaked: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window),
    bridge: Object.keys(window.semcache ?? {}).sort(),
    bridgeFrozen: Object.isFrozen(window.semcache),
    policy: (await fetch(location.origin + '/')).headers.get('content-security-policy'),
    evaluated: await attempt(() => String(new Function('return 1')())),
    fetched: await attempt(async () => String((await fetch('${elsewhere}')).status)),
    opened: await attempt(() => (window.open('${elsewhere}') === null ? 'blocked' : 'opened')),
    framed: await framed,
    permissions: {
      geolocation: await permission('geolocation'),
      notifications: await permission('notifications'),
      camera: await permission('camera'),
      microphone: await permission('microphone'),
    },
    call: await attempt(() => window.semcache.call('status.get', {})),
    badCall: await attempt(() => window.semcache.call('no.such.operation', {})),
  };
  frame.remove();
  return result;
})()`;

/** Tries to lead the page away; whoever calls looks afterwards where it is. */
export const leaveScript = `location.href = '${elsewhere}'; undefined`;
