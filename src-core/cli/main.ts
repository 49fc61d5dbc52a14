#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

/*
 * V8 lets the space for new objects grow to 64 MiB, and the old ones double before it collects them, and gives little of
 * either back. Told before the program is loaded, new objects stay within 2 MiB and old ones are collected when they have
 * grown by an eighth: 120 MiB less of a proxy under load, at the same rate of requests (docs/performance.md). Sweeping is left
 * to this thread, bit by bit as it allocates: handing it to others takes up to 8 ms of a collection where the models keep
 * all processors busy.
 */
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=12');
setFlagsFromString('--no-concurrent-sweeping');
const { findPackage } = await import('./paths.ts');
const { runProgram } = await import('./program.ts');

process.exitCode = await runProgram(process.argv.slice(2), {
  place: findPackage(import.meta.dirname),
  env: process.env,
  print: (line) => void process.stdout.write(`${line}\n`),
  printError: (line) => void process.stderr.write(`${line}\n`),
});
