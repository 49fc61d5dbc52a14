import { cpus } from 'node:os';
import { benchExact } from './bench/exact.ts';
import { benchSemantic } from './bench/semantic.ts';
import { benchStreams } from './bench/streams.ts';
import { ensureBuilt } from './ensure-built.ts';

/** `npm run bench -- [name]`: runs the named benchmark, or all; exits 1 when a goal is missed. */
const benches = { exact: benchExact, semantic: benchSemantic, streams: benchStreams };

ensureBuilt();
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark called ${unknown.join(', ')}; there is: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
process.stdout.write(
  `Node ${process.version}, ${String(cpus().length)} x ${cpus()[0]?.model ?? 'unknown processor'}\n`,
);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  for (const line of await bench()) {
    process.stdout.write(`  ${line.met ? 'met ' : 'MISS'}  ${line.what}: ${line.figures}   [goal: ${line.goal}]\n`);
    if (!line.met) process.exitCode = 1;
  }
}
