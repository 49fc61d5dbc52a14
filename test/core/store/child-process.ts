import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A real Node process running a script, spoken to through its lines on stdout. */
export interface Child {
  pid: number;
  /** The next line; rejects with what it wrote to stderr when the process ends first. */
  line: () => Promise<string>;
  /** SIGKILL; resolves with the lines not read yet once the process is gone and its output drained. */
  kill: () => Promise<string[]>;
}

export function startChild(script: URL, args: string[]): Child {
  const child = spawn(process.execPath, ['--no-warnings', fileURLToPath(script), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  let errors = '';
  let ended = false;
  const wake = () => waiting.splice(0).forEach((resume) => resume());
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const closed = once(child, 'close');
  child.on('close', () => {
    ended = true;
    wake();
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await closed;
    return lines.splice(0);
  };
  onTestFinished(async () => {
    await kill();
  });
  return {
    pid: child.pid ?? -1,
    line: async () => {
      for (;;) {
        const line = lines.shift();
        if (line !== undefined) return line;
        if (ended) throw new Error(`${script.pathname} ended: ${errors}`);
        await new Promise<void>((resume) => {
          waiting.push(resume);
        });
      }
    },
    kill,
  };
}
