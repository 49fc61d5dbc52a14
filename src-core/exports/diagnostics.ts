import { arch, freemem, homedir, platform, release, totalmem } from 'node:os';
import { diagnosticsSchema, type Diagnostics } from '../contracts/diagnostics.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Status, UpstreamView } from '../contracts/views.ts';
import { redactSecrets } from '../support/redact-secrets.ts';

export interface DiagnosticsInput {
  now: number;
  status: Status;
  settings: Settings;
  upstreams: readonly UpstreamView[];
  outcomes: Diagnostics['outcomes'];
  /** Which host runs the core, such as "Electron 45.4.1" or "headless". */
  hostName: string;
}

/**
 * What helps to find out why something is wrong, and nothing else: no prompt, no answer, no credential, no header, and no
 * folder of the owner's by name.
 */
export function diagnose(input: DiagnosticsInput): Diagnostics {
  const { rss, heapUsed, external } = process.memoryUsage();
  const bundle: Diagnostics = {
    generatedAt: new Date(input.now).toISOString(),
    host: input.hostName,
    system: {
      platform: platform(),
      release: release(),
      arch: arch(),
      node: process.versions.node,
      electron: process.versions['electron'] ?? null,
      memoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
      processBytes: { rss, heapUsed, external },
      uptimeSeconds: Math.round(process.uptime()),
    },
    status: input.status,
    settings: withoutPrices(input.settings),
    upstreams: input.upstreams.map(({ name, builtIn, isDefault, state, lastStatus, lastError }) => ({
      name,
      builtIn,
      isDefault,
      state,
      lastStatus,
      lastError,
    })),
    outcomes: input.outcomes,
  };
  return withoutHome(bundle);
}

/** Prices may be a contract's. */
function withoutPrices(settings: Settings): Settings {
  return { ...settings, savings: { prices: [] } };
}

function withoutHome(bundle: Diagnostics): Diagnostics {
  const home = homedir();
  const clean = (text: string): string => {
    const safe = redactSecrets(text);
    return home.length > 1 ? safe.replaceAll(home, '~') : safe;
  };
  const text = JSON.stringify(bundle, (_, inner: unknown) => (typeof inner === 'string' ? clean(inner) : inner));
  return diagnosticsSchema.parse(JSON.parse(text));
}
