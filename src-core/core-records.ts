import { exportCassette, importCassette } from './cassette/cassette-operations.ts';
import type { RecordOperationDeps } from './admin/record-operations.ts';
import type { Settings } from './contracts/settings.ts';
import type { Status, UpstreamView } from './contracts/views.ts';
import { diagnose } from './exports/diagnostics.ts';
import { toHar } from './exports/har.ts';
import { trafficCurl } from './exports/traffic-curl.ts';
import type { AnswerStore } from './ports/answer-store.ts';
import type { CountFailure } from './ports/host.ts';
import type { RequestLog } from './ports/request-log.ts';
import { dialectById } from './providers/dialects.ts';
import { isLocalUpstream } from './providers/upstream-list.ts';
import { assembleLab, type LabParts } from './core-lab.ts';
import { createEstimates } from './savings/estimate-missing.ts';
import { loadPriceTable } from './savings/price-table.ts';
import { sumSavings } from './savings/sum-savings.ts';

export interface RecordParts extends LabParts {
  now: () => number;
  answers: AnswerStore;
  log: RequestLog;
  countFailure: CountFailure;
  settings: () => Settings;
  status: () => Status;
  upstreams: () => UpstreamView[];
  version: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Puts together what exports, imports and adds up records. */
export function assembleRecords(parts: RecordParts): RecordOperationDeps['records'] {
  const { answers, log, now } = parts;
  const cassette = { answers, dialectById, now, ttlMs: () => parts.settings().cache.ttlMs };
  const countMissingTokens = createEstimates({ answers, countFailure: parts.countFailure });
  const proxyUrl = (): string => {
    const { host, port } = parts.settings().proxy;
    return parts.status().url ?? `http://${host}:${String(port)}`;
  };
  return {
    exportCassette: (query) => exportCassette(cassette, query),
    importCassette: (params) => importCassette(cassette, params),
    savings: async (from, to) => {
      await Promise.all([countMissingTokens(), loadPriceTable()]);
      const settings = parts.settings();
      const { prices } = settings.savings;
      return sumSavings(log.saved(from, to), { from, to, prices, isLocal: isLocalUpstream(settings) });
    },
    ...assembleLab(parts),
    curl: (request, entry) => {
      const prefixes = new Map(parts.upstreams().map(({ name, prefix }) => [name, prefix]));
      return trafficCurl(request, entry, proxyUrl(), (name) => prefixes.get(name));
    },
    har: (sources) => toHar(sources, { version: parts.version, proxyUrl: proxyUrl() }),
    diagnostics: () =>
      diagnose({
        now: now(),
        status: parts.status(),
        settings: parts.settings(),
        upstreams: parts.upstreams(),
        outcomes: log.outcomes(now() - dayMs),
        hostName: process.versions['electron'] === undefined ? 'headless' : 'desktop',
      }),
  };
}
