import { resolve } from 'node:path';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { SemcacheError } from '../contracts/errors.ts';
import type { EntryFilter } from '../contracts/operations.ts';
import { cacheModeSchema, rangeSchema, type CacheMode, type Range } from '../contracts/views.ts';
import { exportTo, importFrom } from './cassette-files.ts';
import { readDuration } from '../request/read-duration.ts';
import { connect, OperationFailed, type Connection } from './connect.ts';
import { environmentLines, shells, type Shell } from '../contracts/environment.ts';
import { downloadModel, modelActions, modelsText, type ModelAction } from './models.ts';
import { entriesText, modesText, projectsText, statusText, bytes } from './format.ts';
import { exportMarks } from './marks-file.ts';
import { defaultDataDir, type PackagePlace } from './paths.ts';
import { savingsText } from './savings-text.ts';
import { serve } from './serve.ts';

interface CommonOptions {
  dataDir: string;
  json?: boolean;
}

interface FilterOptions extends CommonOptions {
  project?: string;
  model?: string;
  upstream?: string;
  text?: string;
  id?: string[];
  olderThan?: number;
  stale?: boolean;
  limit?: number;
  dryRun?: boolean;
}

const cacheModes = cacheModeSchema.options;

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
}

function duration(text: string): number {
  const milliseconds = readDuration(text);
  if (milliseconds === undefined) throw new InvalidArgumentError('a duration such as 30s, 15m, 12h, 7d or 2w');
  return milliseconds;
}

const durationOrDefault = (text: string): number | null => (text === 'default' ? null : duration(text));

function entryFilter(options: FilterOptions): EntryFilter {
  return {
    ...(options.project === undefined ? {} : { project: [options.project] }),
    ...(options.model === undefined ? {} : { model: [options.model] }),
    ...(options.upstream === undefined ? {} : { upstream: [options.upstream] }),
    ...(options.text === undefined ? {} : { text: options.text }),
    ...(options.id === undefined ? {} : { ids: options.id }),
    ...(options.olderThan === undefined ? {} : { olderThanMs: options.olderThan }),
    ...(options.stale === undefined ? {} : { stale: options.stale }),
  };
}

/** Where a command prints, and what it reads of its surroundings. */
export interface ProgramHost {
  place: PackagePlace;
  env: NodeJS.ProcessEnv;
  print: (line: string) => void;
  printError: (line: string) => void;
}

/** Runs a command line (without program name); resolves to its exit code. */
export async function runProgram(argv: readonly string[], host: ProgramHost): Promise<number> {
  const { place, env, print } = host;
  let exitCode = 0;

  /** Runs one operation command against the folder's owner and closes the way there again. */
  async function withConnection(options: CommonOptions, run: (connection: Connection) => Promise<void>): Promise<void> {
    const connection = await connect(resolve(options.dataDir), place, env);
    try {
      await run(connection);
    } finally {
      await connection.close();
    }
  }

  const program = new Command('semcache')
    .description('A caching proxy for LLM APIs on this machine.')
    .version(place.version)
    .showHelpAfterError();

  const dataDirOption = (): Option =>
    new Option('--data-dir <dir>', 'folder of cache and settings')
      .default(defaultDataDir(), 'by the system’s convention')
      .env('SEMCACHE_DATA_DIR');

  /** A command that talks to the instance owning a data folder, or opens the folder itself. */
  const command = (name: string, description: string): Command =>
    program.command(name).description(description).addOption(dataDirOption()).option('--json', 'print JSON');

  const filtered = (name: string, description: string): Command =>
    command(name, description)
      .option('--project <name>', 'only this project')
      .option('--model <name>', 'only this model')
      .option('--upstream <name>', 'only this upstream')
      .option('--text <words>', 'only entries whose prompt or answer holds these words')
      .option('--id <ids...>', 'only these entries')
      .option('--older-than <duration>', 'only entries recorded longer ago, such as 30m or 7d', duration)
      .option('--stale', 'only entries whose time to live is over');

  program
    .command('serve')
    .description('run the proxy and the console without a window')
    .option('--port <number>', 'port to listen on (0 = any)', portNumber)
    .option('--host <address>', 'address to listen on')
    .addOption(dataDirOption())
    .option('--settings <file>', 'settings file (default: settings.json in the data folder)')
    .addOption(new Option('--mode <mode>', 'how stored answers are used, for this run').choices(cacheModes))
    .option('--cassette <file>', 'recorded answers for this run; they answer any credential or none')
    .option('--no-semantic', 'answer identical requests only; starts no models')
    .option('--json', 'print one JSON line when ready', false)
    .option('--verbose', 'log details to standard error', false)
    .action(
      async (options: {
        port?: number;
        host?: string;
        dataDir: string;
        settings?: string;
        mode?: CacheMode;
        cassette?: string;
        semantic: boolean;
        json: boolean;
        verbose: boolean;
      }) => {
        exitCode = await serve({ ...options, dataDir: resolve(options.dataDir) }, place, env);
      },
    );

  command('status', 'what runs, what is stored, what is wrong').action((options: CommonOptions) =>
    withConnection(options, async ({ call, url, token }) => {
      const status = await call('status.get', {});
      const address = url === null ? null : `${url}/admin/#token=${token ?? ''}`;
      if (options.json === true) print(JSON.stringify({ ...status, console: address }));
      else print(`${statusText(status)}${address === null ? '' : `\nconsole           ${address}`}`);
    }),
  );

  filtered('entries', 'list what is stored, newest first')
    .argument('[words...]', 'words that prompt or answer must hold')
    .option('--limit <n>', 'how many at most', positive, 50)
    .action((words: string[], options: FilterOptions) =>
      withConnection(options, async ({ call }) => {
        const text = words.length > 0 ? words.join(' ') : options.text;
        const filter = entryFilter(text === undefined ? options : { ...options, text });
        const page = await call('entries.list', { filter, limit: Math.min(options.limit ?? 50, 500) });
        print(options.json === true ? JSON.stringify(page) : entriesText(page.items, page.total));
      }),
    );

  command('explain', 'why a request was answered as it was, or what an entry is')
    .argument('<id>', 'x-semcache-request or x-semcache-entry of a response')
    .action((id: string, options: CommonOptions) =>
      withConnection(options, async ({ call }) => {
        const explained = await call('explain.request', { id });
        if (options.json === true) return print(JSON.stringify(explained));
        const parts = explained.request?.keyParts ?? explained.entry?.keyParts ?? [];
        print([explained.summary, ...explained.lines.map((line) => `  ${line}`)].join('\n'));
        if (parts.length > 0)
          print(['  Identity:', ...parts.map((part) => `    ${part.name}: ${part.value}`)].join('\n'));
      }),
    );

  filtered('clear', 'remove entries; without a filter, all of them')
    .option('--dry-run', 'only count')
    .action((options: FilterOptions) =>
      withConnection(options, async ({ call }) => {
        const cleared = await call('entries.clear', { filter: entryFilter(options), dryRun: options.dryRun === true });
        if (options.json === true) return print(JSON.stringify(cleared));
        const what = `${String(cleared.count)} entries (${bytes(cleared.bytes)})`;
        if (options.dryRun === true) return print(`Would remove ${what}.`);
        print(`Removed ${what}.`);
        if (cleared.undo !== null) print(`Undo within ten minutes: semcache restore ${cleared.undo}`);
      }),
    );

  command('restore', 'undo a removal')
    .argument('<token>', 'what clear printed')
    .action((undo: string, options: CommonOptions) =>
      withConnection(options, async ({ call }) => {
        const { count } = await call('entries.restore', { undo });
        print(options.json === true ? JSON.stringify({ count }) : `Restored ${String(count)} entries.`);
      }),
    );

  command('ttl', 'set how long entries serve, counted from their recording')
    .argument('<duration>', 'such as 30m, 12h or 7d; default is what settings have for each', durationOrDefault)
    .argument('<ids...>', 'x-semcache-entry of a response, or from the list of entries')
    .action((ttlMs: number | null, ids: string[], options: CommonOptions) =>
      withConnection(options, async ({ call }) => {
        const { count } = await call('entries.setTtl', { ids, ttlMs });
        print(options.json === true ? JSON.stringify({ count }) : `Set for ${String(count)} entries.`);
      }),
    );

  command('mark', 'say whether a stored answer was wrong or right for a request, or that a miss asked the same')
    .argument('<id>', 'x-semcache-request of the response')
    .addArgument(
      new Argument(
        '<verdict>',
        'what it was; same is for a miss whose nearest entry asks the same; none takes a mark back',
      ).choices(['wrong', 'right', 'same', 'none']),
    )
    .action((id: string, verdict: 'wrong' | 'right' | 'same' | 'none', options: CommonOptions) =>
      withConnection(options, async ({ call }) => {
        const marked =
          verdict === 'same'
            ? await call('feedback.alias', { requestId: id })
            : await call('feedback.mark', { id, verdict: verdict === 'none' ? null : verdict });
        print(options.json === true ? JSON.stringify(marked) : marked.effect);
        if (options.json !== true && marked.undo !== null)
          print(`Undo within ten minutes: semcache restore ${marked.undo}`);
      }),
    );

  command('models', 'embedding models that find candidates: list, download, use, cancel')
    .addArgument(new Argument('[action]', 'what to do').choices(modelActions).default('list'))
    .argument('[name]', 'id on Hugging Face, such as Xenova/bge-small-en-v1.5; all-MiniLM-L6-v2 is the shipped one')
    .option('--revision <text>', 'branch, tag or commit to download')
    .action((action: ModelAction, name: string | undefined, options: CommonOptions & { revision?: string }) =>
      withConnection(options, async ({ call }) => {
        if (action === 'cancel') {
          const { cancelled } = await call('models.cancel', {});
          return print(cancelled ? 'The download was cancelled.' : 'There is no download.');
        }
        if (name === undefined && action !== 'list')
          throw new SemcacheError('invalid_params', `models ${action} needs the name of a model.`);
        const models =
          name === undefined
            ? await call('models.list', {})
            : action === 'use'
              ? await call('models.use', { name })
              : await downloadModel({ call, printError: host.printError }, name, options.revision);
        print(options.json === true ? JSON.stringify(models) : modelsText(models));
      }),
    );

  command('mode', 'show or set how stored answers are used')
    .addArgument(new Argument('[mode]', 'default takes a project’s own mode away').choices([...cacheModes, 'default']))
    .option('--project <name>', 'of this project only')
    .action((mode: CacheMode | 'default' | undefined, options: CommonOptions & { project?: string }) =>
      withConnection(options, async ({ call }) => {
        const project = options.project ?? null;
        const modes =
          mode === undefined
            ? await call('mode.get', {})
            : await call('mode.set', { mode: mode === 'default' ? null : mode, project });
        print(options.json === true ? JSON.stringify(modes) : modesText(modes));
      }),
    );

  filtered('export', 'write recorded answers as a cassette, without credentials')
    .option('--out <file>', 'file to write (default: standard output)')
    .action((options: FilterOptions & { out?: string }) =>
      withConnection(options, ({ call }) =>
        exportTo({ call, print, printError: host.printError }, { ...options, filter: entryFilter(options) }),
      ),
    );

  command('import', 'check a cassette and store its answers')
    .argument('<file>', 'cassette to read')
    .option('--project <name>', 'put its entries into this project')
    .option('--dry-run', 'only check')
    .action((file: string, options: CommonOptions & { project?: string; dryRun?: boolean }) =>
      withConnection(options, async ({ call }) => {
        const complete = await importFrom({ call, print, printError: host.printError }, file, options);
        if (!complete) exitCode = 1;
      }),
    );

  command('marks', 'write marks as labelled pairs, which npm run evaluate reads')
    .option('--out <file>', 'file to write (default: standard output)')
    .action((options: CommonOptions & { out?: string }) =>
      withConnection(options, ({ call }) => exportMarks({ call, print }, options.out)),
    );

  command('har', 'write the latest requests as an HTTP archive, secrets masked')
    .option('--limit <n>', 'how many at most', positive, 100)
    .action((options: CommonOptions & { limit: number }) =>
      withConnection(options, async ({ call }) => {
        const { har } = await call('traffic.har', { limit: Math.min(options.limit, 500) });
        print(JSON.stringify(har));
      }),
    );

  command('curl', 'print a logged request as a curl command, without secrets')
    .argument('<id>', 'x-semcache-request of the response')
    .action((id: string, options: CommonOptions) =>
      withConnection(options, async ({ call }) => {
        const { command: line, caveat } = await call('traffic.curl', { id });
        if (options.json === true) return print(JSON.stringify({ command: line, caveat }));
        if (caveat !== null) host.printError(`semcache: ${caveat}`);
        print(line);
      }),
    );

  command('diagnostics', 'print the state of the instance for a bug report, without prompts or secrets').action(
    (options: CommonOptions) =>
      withConnection(options, async ({ call }) => print(JSON.stringify(await call('diagnostics.get', {}), null, 2))),
  );

  command('savings', 'tokens, money and time that answers from the cache saved')
    .addOption(new Option('--range <range>', 'how far back').choices(rangeSchema.options).default('30d'))
    .action((options: CommonOptions & { range: Range }) =>
      withConnection(options, async ({ call }) => {
        const savings = await call('savings.get', { range: options.range });
        print(options.json === true ? JSON.stringify(savings) : savingsText(savings));
      }),
    );

  command('projects', 'projects with settings of their own, and those of the last thirty days').action(
    (options: CommonOptions) =>
      withConnection(options, async ({ call }) => {
        const projects = await call('projects.list', {});
        print(options.json === true ? JSON.stringify(projects) : projectsText(projects.items));
      }),
  );

  command('env', 'environment variables that point SDKs at the proxy')
    .addOption(new Option('--shell <name>', 'whose syntax to print').choices(shells).default('bash'))
    .action((options: CommonOptions & { shell: Shell }) =>
      withConnection(options, async ({ call, url }) => {
        const { settings } = await call('settings.get', {});
        const base = url ?? `http://127.0.0.1:${String(settings.proxy.port)}`;
        const lines = environmentLines(base, options.shell);
        print(options.json === true ? JSON.stringify({ url: base, lines }) : lines.join('\n'));
      }),
    );

  program.exitOverride().configureOutput({
    writeOut: (text) => print(text.trimEnd()),
    writeErr: (text) => host.printError(text.trimEnd()),
  });
  for (const one of program.commands) one.copyInheritedSettings(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof SemcacheError) && !(error instanceof OperationFailed)) throw error;
    host.printError(`semcache: ${error.message} (${error.code})`);
    return 1;
  }
  return exitCode;
}
