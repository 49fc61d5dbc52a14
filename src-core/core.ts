import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createOperations } from './admin/handlers.ts';
import { callOperation } from './admin/operations.ts';
import { createTicks } from './admin/ticks.ts';
import { createUpstreamWatch } from './admin/upstream-watch.ts';
import type { Settings } from './contracts/settings.ts';
import type { Status, UpstreamView } from './contracts/views.ts';
import { forkModelProcess } from './matching/models/fork-model-process.ts';
import { createFailures } from './metrics/failures.ts';
import { healthItems, type HealthInput } from './metrics/health.ts';
import { createMetrics } from './metrics/metrics.ts';
import { addToTotals, emptyTotals, missingHitsReason } from './metrics/totals.ts';
import { createCallers } from './pipeline/callers.ts';
import type { Exchange } from './pipeline/exchange.ts';
import { logRecord, requestFacts } from './pipeline/log-record.ts';
import { startOfDay } from './pipeline/shadow-check.ts';
import { createNearestFinder } from './pipeline/nearest-request.ts';
import { createFlights } from './pipeline/flights.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createRecordQueue } from './pipeline/record-queue.ts';
import { createTrafficWriter } from './pipeline/traffic-writer.ts';
import { dialectById } from './providers/dialects.ts';
import { listUpstreams } from './providers/upstream-list.ts';
import type { Core, CoreOptions } from './core-options.ts';
import { checkItself, lockDataDir, randomText, storeLimits, upstreamClient } from './core-parts.ts';
import { assembleRecords } from './core-records.ts';
import { assembleShadow } from './core-shadow.ts';
import { startEncryption } from './core-encryption.ts';
import { assembleModels, openLibrary } from './core-models.ts';
import { startSemantics } from './core-semantics.ts';
import { playableEntries } from './cassette/cassette-operations.ts';
import { withCassette } from './cassette/with-cassette.ts';
import { createAdminApp } from './server/admin-app.ts';
import { loadConsoleFiles } from './server/console-files.ts';
import { createFront } from './server/front.ts';
import { createGateway } from './server/gateway.ts';
import { processOfSocket } from './server/process-of-socket.ts';
import { createSelfCheck } from './server/self-address.ts';
import { createSessions } from './server/sessions.ts';
import { installSalt } from './settings/install-salt.ts';
import { openUpstreamKeys, withoutSecretBox } from './settings/upstream-keys.ts';
import { startMaintenance } from './support/maintenance.ts';
import { createSettings } from './settings/settings-service.ts';
import type { DataLock } from './store/data-lock.ts';
import { keyFileBox } from './store/encryption-file-box.ts';
import { withHotAnswers } from './store/hot-answers.ts';
import { openStore } from './store/open-store.ts';
import { scheduleTimer } from './support/schedule.ts';
import { heldClient } from './wire/held-client.ts';
import { createOwnRequest } from './wire/own-request.ts';
import { testUpstream } from './wire/test-upstream.ts';
import type { UpstreamClient } from './wire/upstream-client.ts';

/** Why a host without a window takes no keys. */
const headless =
  'Without its window Semcache has no key store of the system; name a file with a key of your own in SEMCACHE_KEY_FILE.';

/** Memory for answers that repeat. */
const hotBytes = 16 * 1024 * 1024;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Puts the product together; the only place that imports implementations. Throws SemcacheError data_dir_in_use,
 * data_dir_unusable or settings_invalid. A taken port is no reason to fail: `problem` tells it.
 */
export async function startCore(options: CoreOptions): Promise<Core> {
  const lock = lockDataDir(options.dataDir);
  try {
    return await assemble(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function assemble(options: CoreOptions, lock: DataLock): Promise<Core> {
  const { host, dataDir } = options;
  const { clock } = host;
  const startedAt = clock.now();
  const token = randomText(host, 24);
  const internalToken = randomText(host, 24);
  const ticks = createTicks();
  const failures = createFailures(host.logger, () => ticks.changed('status'));
  const { mode: firstMode, overrides = {} } = options;
  const overridden =
    firstMode === undefined ? overrides : { ...overrides, cache: { ...overrides.cache, mode: firstMode } };
  const settings = createSettings(options.settings, overridden, (next, before) => {
    answers.setLimits(storeLimits(next));
    if (JSON.stringify(next.proxy) !== JSON.stringify(before.proxy)) renewUpstream(next);
    semantics.apply();
    encryption.apply();
    // Takes away what is saved of the index outside of the store.
    if (next.privacy.encryptBodies !== before.privacy.encryptBodies) semantics.maintain();
    ticks.changed('settings');
  });
  const store = openStore({
    dataDir,
    now: clock.now,
    randomBytes: host.randomBytes,
    logger: host.logger,
    countFailure: failures.count,
    limits: storeLimits(settings.current()),
  });
  const keyFile = options.env['SEMCACHE_KEY_FILE'];
  const secretBox = options.secretBox ?? (keyFile ? keyFileBox(keyFile) : withoutSecretBox(headless));
  const encryption = await startEncryption({
    dataDir,
    host,
    box: secretBox,
    store: store.encryption,
    settings: settings.current,
    countFailure: failures.count,
    onChange: () => ticks.changed('status'),
  });
  const stored = withHotAnswers(store.answers, hotBytes);
  const answers =
    options.cassette === undefined ? stored : withCassette(stored, playableEntries(options.cassette, dialectById));
  const salt = installSalt(dataDir);
  const keys = await openUpstreamKeys(join(dataDir, 'keys.json'), secretBox, failures.count);
  const newUpstream = (next: Settings): UpstreamClient =>
    heldClient(upstreamClient(next, options.env), () => settings.current().cache.mode === 'replay-only');
  let upstream = newUpstream(settings.current());
  const renewUpstream = (next: Settings): void => {
    const retired = upstream;
    upstream = newUpstream(next);
    // Calls under way keep their connections until they are done.
    retired.retire();
  };

  const watch = createUpstreamWatch(clock.now, () => ticks.changed('upstreams'));
  const totals = emptyTotals();
  const metrics = createMetrics({
    entries: () => answers.totals().entries,
    bytes: () => answers.totals().bytes,
    failures: failures.totals,
    vectors: () => semantics.size(),
    modelsReady: () => semantics.isReady(),
  });
  const traffic = createTrafficWriter(store.log, failures.count, () => ticks.changed('traffic'));
  const onFinished = (exchange: Exchange): void => {
    if (exchange.internal) return;
    const endedAt = clock.monotonic();
    const facts = requestFacts(exchange, endedAt);
    addToTotals(totals, facts);
    metrics.observe(facts);
    const mayFold = facts.cacheStatus === 'hit' || exchange.route === null;
    traffic.add(exchange.id, mayFold ? exchange.identity : null, () => logRecord(exchange, endedAt));
    if (facts.recorded === 'stored') ticks.changed('entries');
    ticks.changed('status');
  };

  const spawn = options.spawnModels ?? forkModelProcess;
  const library = openLibrary({
    dataDir,
    env: options.env,
    request: createOwnRequest(() => upstream),
    spawn,
    version: options.version,
    host,
    countFailure: failures.count,
    onChange: () => ticks.changed('status'),
  });
  const recordings = createRecordQueue();
  const flights = createFlights();
  const semantics = await startSemantics({
    host,
    dataDir,
    modelsDir: options.listening === false ? null : (options.modelsDir ?? null),
    library,
    spawn,
    version: options.version,
    settings: () => settings.current().matching,
    rows: store.vectors,
    mayBeOnDisk: () => !encryption.isOn(),
    marks: store.marks,
    countFailure: failures.count,
    onChange: () => ticks.changed('status'),
  });
  const shadow = assembleShadow({
    host,
    clock,
    settings: settings.current,
    answers,
    marks: store.marks,
    vectors: store.vectors,
    checks: store.checks,
    compare: semantics.compareAnswers,
    upstream: () => upstream,
    noteUpstream: watch.note,
    countFailure: failures.count,
    change: settings.change,
  });
  const callerOf = createCallers(settings.current, processOfSocket(process.platform));
  const isSelf = createSelfCheck(() => gateway.port);
  const pipeline = createPipeline({
    host,
    clock,
    settings: settings.current,
    salt,
    answers,
    recordings,
    flights,
    matcher: semantics.matcher,
    shadow,
    nearest: createNearestFinder({ answers, host, countFailure: failures.count }),
    upstream: () => upstream,
    countFailure: failures.count,
    noteUpstream: watch.note,
    isSelf,
    callerOf,
    schedule: options.schedule ?? scheduleTimer,
    internalToken,
    keys,
    onFinished,
  });

  const upstreams = (): UpstreamView[] =>
    listUpstreams(settings.current()).map((listed) => ({
      ...listed,
      ...watch.state(listed.name),
      keyLast4: keys.last4(listed.name, new URL(listed.baseUrl).origin),
      isDefault: listed.name === settings.current().proxy.defaultUpstream,
    }));
  let selfTest: HealthInput['selfTest'] = { state: 'waiting' };
  const status = (): Status => {
    const current = settings.current();
    return {
      version: options.version,
      pid: process.pid,
      startedAt,
      now: clock.now(),
      url: gateway.url,
      mode: current.cache.mode,
      dataDir,
      defaultUpstream: current.proxy.defaultUpstream,
      store: {
        ...answers.totals(),
        maxBytes: current.cache.maxBytes,
        maxEntries: current.cache.maxEntries,
        readOnly: store.readOnly,
      },
      totals,
      inFlight: flights.totals(),
      health: healthItems({
        mode: current.cache.mode,
        listenProblem: gateway.url === null ? (gateway.problem?.message ?? 'not listening') : null,
        storeReadOnly: store.readOnly,
        storeNotice: store.notice ?? encryption.notice(),
        selfTest,
        missingHits: current.cache.mode === 'refresh' ? null : missingHitsReason(totals),
        matchingStopped: current.shadow.stopped,
        semantics: semantics.health(),
      }),
      failures: failures.totals(),
    };
  };

  const operations = createOperations({
    now: clock.now,
    answers,
    marks: store.marks,
    vectors: store.vectors,
    log: store.log,
    checks: store.checks,
    startOfDay,
    settle: async () => {
      await recordings.drain();
      traffic.flush();
    },
    rowOf: traffic.rowOf,
    settings,
    prepareSettings: encryption.prepare,
    status,
    upstreams,
    models: assembleModels({ library, modelsDir: options.modelsDir ?? null, semantics, settings }),
    records: assembleRecords({
      now: clock.now,
      answers,
      log: store.log,
      countFailure: failures.count,
      settings: settings.current,
      status,
      upstreams,
      version: options.version,
      vectors: store.vectors,
      marks: store.marks,
      testText: semantics.testText,
    }),
    setUpstreamKey: keys.set,
    testUpstream: (baseUrl) => testUpstream(upstream, baseUrl, clock.monotonic),
    changed: ticks.changed,
  });

  const admin = createAdminApp({
    operations,
    sessions: createSessions(token, clock.now, host.randomBytes),
    files: loadConsoleFiles(options.consoleDir),
    subscribe: ticks.subscribe,
    countFailure: failures.count,
  });
  const gateway = createGateway(
    createFront({
      settings: settings.current,
      pipeline,
      upstream: () => upstream,
      isSelf,
      callerOf,
      admin: getRequestListener(admin.fetch, { overrideGlobalObjects: false }),
      metrics: metrics.render,
      healthz: () => {
        const body = { status: 'ok', product: 'semcache', version: options.version, pid: process.pid };
        return { ok: true, body: JSON.stringify(body) };
      },
      countFailure: failures.count,
    }),
  );

  const openPort = async (port: number): Promise<void> => {
    await gateway.open(settings.current().proxy.host, port);
    lock.publish({ pid: process.pid, url: gateway.url, token, startedAt });
    ticks.changed('status');
    if (gateway.url === null) return;
    selfTest = await checkItself(
      {
        host,
        settings: settings.current,
        readOnly: store.readOnly,
        internalToken,
        removeEntry: (id) => answers.remove({ ids: [id] }, clock.now()),
        countFailure: failures.count,
      },
      gateway.url,
    );
    ticks.changed('status');
  };
  const maintenance = startMaintenance(
    [
      () => answers.purge(clock.now()),
      () => {
        const { privacy } = settings.current();
        return store.log.prune({ before: clock.now() - privacy.logRetentionDays * dayMs, maxRows: privacy.maxLogRows });
      },
    ],
    failures.count,
    semantics.maintain,
  );

  if (options.listening !== false) {
    maintenance.run();
    await openPort(settings.current().proxy.port);
  }

  return {
    get url() {
      return gateway.url;
    },
    get problem() {
      return gateway.problem;
    },
    token,
    dataDir,
    call: (name, params) => callOperation(operations, name, params, failures.count),
    subscribe: ticks.subscribe,
    status,
    settled: async () => {
      await recordings.drain();
      await semantics.settled();
      await shadow.settled();
      await encryption.settled();
    },
    retryListen: (port) => openPort(port ?? settings.current().proxy.port),
    close: async ({ graceMs }) => {
      maintenance.stop();
      await library.cancel();
      await gateway.close(graceMs);
      await recordings.drain();
      await upstream.close();
      await shadow.settled();
      await semantics.close();
      traffic.flush();
      ticks.close();
      await encryption.close();
      store.close();
      lock.release();
    },
  };
}
