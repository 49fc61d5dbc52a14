import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chatCompletion } from './scripted-upstream.ts';

const script = `
  const answer = process.argv[1];
  require('node:http').createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

/** An upstream in a process of its own, so that an outage can be had by killing it. */
export async function startChildUpstream(content: string): Promise<{ url: string; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', script, JSON.stringify(chatCompletion(content))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${line.toString().trim()}`,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
