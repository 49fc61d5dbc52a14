import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SemcacheError } from '../../contracts/errors.ts';
import type { HttpRequest } from '../../ports/http-request.ts';
import { errorCodeOf, errorText } from '../../support/error-text.ts';
import { describeHubFile, openHubFile, type HubFile, type HubPlace } from './hub.ts';
import type { ModelFile } from './installed-model.ts';
import { filePath, poolingFile, requiredFiles } from './model-files.ts';

/** Files of a model, all of one commit. */
export interface PlannedModel {
  place: HubPlace;
  files: HubFile[];
  totalBytes: number;
}

/** Left free on the disk: the cache itself needs room to go on. */
const sparedBytes = 64 * 1024 * 1024;

/** Asks the hub for every file of a model. Throws hub_unreachable, model_not_found, model_unusable or disk_full. */
export async function planModel(
  request: HttpRequest,
  asked: HubPlace,
  folder: string,
  signal: AbortSignal,
): Promise<PlannedModel> {
  const [configPath = '', ...others] = requiredFiles;
  const config = await describeHubFile(request, asked, configPath, signal);
  if (config === null)
    throw new SemcacheError('model_not_found', `${asked.endpoint} has no model ${asked.name} at ${asked.revision}.`);
  // A branch may move between two files; its commit does not.
  const place = { ...asked, revision: config.commit ?? asked.revision };
  const files = [config];
  for (const path of others) files.push(await required(request, place, path, signal));
  const pooling = await describeHubFile(request, place, poolingFile, signal);
  if (pooling !== null) files.push(pooling);
  const totalBytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < totalBytes + sparedBytes) {
    const mebibytes = (count: number): string => `${(count / 2 ** 20).toFixed(0)} MiB`;
    throw new SemcacheError(
      'disk_full',
      `${asked.name} needs ${mebibytes(totalBytes)}, and the disk has ${mebibytes(bavail * bsize)} left.`,
    );
  }
  return { place, files, totalBytes };
}

async function required(request: HttpRequest, place: HubPlace, path: string, signal: AbortSignal): Promise<HubFile> {
  const file = await describeHubFile(request, place, path, signal);
  if (file !== null) return file;
  throw new SemcacheError(
    'model_unusable',
    `${place.name} has no ${path}: it is not laid out for transformers.js with quantized weights.`,
  );
}

/**
 * Downloads the planned files into a folder, each checked against the digest that the hub gave. Throws hub_unreachable,
 * model_damaged or disk_full; an abort rejects with whatever the signal says. What was written stays for the caller to
 * remove.
 */
export async function downloadModel(
  request: HttpRequest,
  plan: PlannedModel,
  folder: string,
  options: { signal: AbortSignal; onBytes: (count: number) => void },
): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  for (const file of plan.files) files.push(await downloadFile(request, plan.place, file, folder, options));
  return files;
}

async function downloadFile(
  request: HttpRequest,
  place: HubPlace,
  file: HubFile,
  folder: string,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (count: number) => void },
): Promise<ModelFile> {
  const path = filePath(folder, file.path);
  const sha256 = createHash('sha256');
  const blobId = gitBlobHash(file);
  let bytes = 0;
  const measured = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sha256.update(chunk);
      blobId?.update(chunk);
      bytes += chunk.length;
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const source = await openHubFile(request, place, file.path, signal);
    await pipeline(source, measured, createWriteStream(path, { mode: 0o600, flush: true }), { signal });
  } catch (cause) {
    throw signal.aborted ? cause : downloadError(file.path, cause);
  }
  const digest = sha256.digest('hex');
  const expected = file.digest ?? digest;
  const found = expected.length === 40 ? (blobId?.digest('hex') ?? expected) : digest;
  if (found !== expected || (file.bytes !== null && bytes !== file.bytes)) {
    throw new SemcacheError(
      'model_damaged',
      `${file.path} of ${place.name} arrived with other bytes than the hub announced; nothing of it was kept.`,
    );
  }
  return { path: file.path, bytes, sha256: digest };
}

/** Git's blob id is the SHA-1 of the content behind a header with its length (git-hash-object). */
function gitBlobHash({ digest, bytes }: HubFile): Hash | null {
  return digest?.length === 40 && bytes !== null ? createHash('sha1').update(`blob ${String(bytes)}\0`) : null;
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function downloadError(path: string, cause: unknown): SemcacheError {
  if (cause instanceof SemcacheError) return cause;
  const code = errorCodeOf(cause) ?? '';
  if (noRoom.has(code)) return new SemcacheError('disk_full', `No room was left for ${path}.`, { cause });
  if (code.startsWith('E') && code !== 'ECONNRESET' && code !== 'EPIPE' && code !== 'ETIMEDOUT') {
    return new SemcacheError('data_dir_unusable', `${path} cannot be written: ${errorText(cause)}`, { cause });
  }
  return new SemcacheError('hub_unreachable', `The download of ${path} broke off: ${errorText(cause)}`, { cause });
}
