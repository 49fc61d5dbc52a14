import { setTimeout as pause } from 'node:timers/promises';
import type { Models } from '../contracts/models.ts';
import { OperationFailed, type Connection } from './connect.ts';
import { bytes } from './format.ts';

export const modelActions = ['list', 'download', 'use', 'cancel'] as const;
export type ModelAction = (typeof modelActions)[number];

const askEveryMs = 250;

/** Downloads a model and waits for its end, telling how far it is. Throws OperationFailed with the reason it failed for. */
export async function downloadModel(
  { call, printError }: Pick<Connection, 'call'> & { printError: (line: string) => void },
  name: string,
  revision: string | undefined,
): Promise<Models> {
  let models = await call('models.download', { name, ...(revision === undefined ? {} : { revision }) });
  let told = -1;
  while (models.download?.name === name) {
    const { receivedBytes, totalBytes } = models.download;
    const tenth = totalBytes === 0 ? 0 : Math.floor((10 * receivedBytes) / totalBytes);
    if (tenth > told) printError(`${name}: ${bytes(receivedBytes)} of ${bytes(totalBytes)}`);
    told = Math.max(told, tenth);
    await pause(askEveryMs);
    models = await call('models.list', {});
  }
  if (models.failure !== null) throw new OperationFailed(models.failure.code, models.failure.message);
  if (models.items.every((model) => model.name !== name))
    throw new OperationFailed('conflict', `The download of ${name} was cancelled.`);
  return models;
}

/** Models as lines for a terminal; the one that finds candidates has a star. */
export function modelsText({ items, download }: Models): string {
  const lines = items.map(({ name, inUse, problem, revision, bytes: size, dimensions }) => {
    const facts = [
      bytes(size),
      `${String(dimensions)} dimensions`,
      ...(revision === null ? [] : [revision.slice(0, 12)]),
    ];
    return `${inUse ? '*' : ' '} ${name}  ${facts.join(', ')}${problem === null ? '' : `; ${problem}`}`;
  });
  if (download !== null)
    lines.push(`  ${download.name}  downloading, ${bytes(download.receivedBytes)} of ${bytes(download.totalBytes)}`);
  return lines.join('\n');
}
