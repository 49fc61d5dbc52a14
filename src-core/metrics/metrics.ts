import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { statusGroups, type RequestFacts } from './totals.ts';

export interface Metrics {
  observe: (row: RequestFacts) => void;
  /** Prometheus text format and its content type. */
  render: () => Promise<{ contentType: string; body: string }>;
}

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Client paths are unbounded; a label has one value per dialect so that series stay few. */
const pathLabels: Record<string, string> = {
  'openai-chat': '/v1/chat/completions',
  'openai-responses': '/v1/responses',
  completions: '/v1/completions',
  embeddings: '/v1/embeddings',
  gemini: '/v1beta/models/generateContent',
  'gemini-embed': '/v1beta/models/embedContent',
  'gemini-count-tokens': '/v1beta/models/countTokens',
  'cohere-chat': '/v2/chat',
  'cohere-embed': '/v2/embed',
  'cohere-rerank': '/v2/rerank',
  'ollama-chat': '/api/chat',
  'ollama-generate': '/api/generate',
  'ollama-embed': '/api/embed',
  replicate: '/v1/predictions',
  generic: '/semcache/v1/chat/completions',
};

const maxSeries = 1000;

/**
 * Metrics under our own names, and under the original's (`semcache_chat_completion_http_requests` and its companions)
 * so that its Grafana dashboard keeps working.
 */
export function createMetrics(gauges: {
  entries: () => number;
  bytes: () => number;
  failures: () => Record<string, number>;
  vectors: () => number;
  modelsReady: () => boolean;
}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'semcache_requests_total',
    help: 'Requests by cache status, dialect and upstream.',
    labelNames: ['cache_status', 'dialect', 'upstream'],
    registers,
  });
  const stored = new Counter({
    name: 'semcache_recordings_total',
    help: 'What became of answers of cacheable requests.',
    labelNames: ['result'],
    registers,
  });
  const durations = new Histogram({
    name: 'semcache_chat_completion_http_requests',
    help: 'Duration of requests in seconds.',
    labelNames: ['method', 'path', 'status', 'cache_status'],
    buckets: seconds,
    registers,
  });
  const hits = new Counter({ name: 'semcache_cache_hit', help: 'Requests answered from the cache.', registers });
  const misses = new Counter({ name: 'semcache_cache_miss', help: 'Cacheable requests sent upstream.', registers });
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('semcache_cache_size', 'Entries in the cache.', gauges.entries);
  gauge('semcache_cache_bytes', 'Bytes of stored requests and answers.', gauges.bytes);
  gauge('semcache_memory_usage', 'Resident memory of the process in bytes.', () => process.memoryUsage.rss());
  gauge('semcache_vectors', 'Entries that can be found by meaning.', gauges.vectors);
  gauge('semcache_models_ready', 'Whether the models can be asked (1) or not (0).', () =>
    gauges.modelsReady() ? 1 : 0,
  );
  const failures = new Gauge({
    name: 'semcache_failures',
    help: 'Failures that no request felt, since start.',
    labelNames: ['name'],
    registers,
  });

  // Finding a series by its labels costs more than counting in it, and few are ever used.
  const known = new Map<string, { requests: Counter.Internal; durations: Histogram.Internal<string> }>();
  const seriesOf = (row: RequestFacts) => {
    const name = `${row.cacheStatus} ${row.dialect ?? ''} ${row.upstream} ${row.method} ${String(row.status)}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const path = pathLabels[row.dialect ?? ''] ?? 'other';
    const made = {
      requests: requests.labels({
        cache_status: row.cacheStatus,
        dialect: row.dialect ?? 'none',
        // Hosts come from clients' headers: past the bound they share a series.
        upstream: known.size < maxSeries ? row.upstream : 'other',
      }),
      durations: durations.labels({
        method: row.method,
        path,
        status: String(row.status ?? 0),
        cache_status: row.cacheStatus,
      }),
    };
    if (known.size < maxSeries) known.set(name, made);
    return made;
  };

  return {
    observe: (row) => {
      const series = seriesOf(row);
      series.requests.inc();
      series.durations.observe(row.totalMs / 1000);
      if (row.recorded !== 'not_applicable') stored.inc({ result: row.recorded });
      const group = statusGroups[row.cacheStatus];
      if (group === 'hits') hits.inc();
      if (group === 'misses') misses.inc();
    },
    render: async () => {
      for (const [name, count] of Object.entries(gauges.failures())) failures.set({ name }, count);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
