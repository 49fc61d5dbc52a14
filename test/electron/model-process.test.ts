import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pollUntil } from '../support/poll-until.ts';
import { runDesktop } from './support/run-desktop.ts';

const modelsDir = join(import.meta.dirname, '..', '..', 'models');

test('the models run in a utility process, come back after a crash, and end with the app', async () => {
  const desktop = await runDesktop({ settings: { matching: { level: 'balanced' } }, deps: { modelsDir } });
  const models = () =>
    desktop
      .core()
      .status()
      .health.find(({ part }) => part === 'models');
  await pollUntil(() => models()?.state === 'ok');
  const [first] = desktop.utilityProcesses;
  expect(first?.options).toMatchObject({
    serviceName: 'Semcache models',
    env: expect.not.objectContaining({ OPENAI_API_KEY: expect.anything() as unknown }) as unknown,
  });

  process.kill(first!.pid!, 'SIGKILL');
  await pollUntil(() => desktop.utilityProcesses.length === 2 && models()?.state === 'ok');
  const second = desktop.utilityProcesses[1]!;
  await desktop.core().close({ graceMs: 0 });
  await pollUntil(() => second.ended);
});
