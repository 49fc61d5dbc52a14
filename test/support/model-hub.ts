import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export const shippedModels = join(import.meta.dirname, '..', '..', 'models');
export const modelFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

/** A model's files by their path in its repository. */
export type HubModel = Map<string, Buffer>;

export interface ModelHub {
  url: string;
  models: Map<string, HubModel>;
  /** Sent in place of a file's true bytes. */
  corrupted: Map<string, Buffer>;
  /** Sizes announced in place of the true ones. */
  announced: Map<string, number>;
  /** Large files stop after this many bytes and wait. */
  holdAfter: number | null;
  /** Method and path of each request. */
  seen: string[];
  close: () => Promise<void>;
}

export const commit = 'c0ffee0000000000000000000000000000000000';

/** Files of a shipped model. */
export function shippedFiles(name: string): HubModel {
  return new Map(modelFiles.map((file) => [file, readFileSync(join(shippedModels, name, file))]));
}

/**
 * Answers as huggingface.co does (observed with curl): small files at once with git's blob id as ETag, large ones by a
 * redirect to a storage with their SHA-256 as X-Linked-ETag; 401 for repositories that are not there.
 */
export async function startHub(): Promise<ModelHub> {
  const models: ModelHub['models'] = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    hub.seen.push(`${request.method ?? ''} ${path}`);
    const stored = /^\/storage\/([^/]+\/[^/]+)\/(.+)$/.exec(path);
    const asked = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
    const [name = '', revision, file = ''] = stored ? [stored[1], commit, stored[2]] : (asked?.slice(1) ?? []);
    const model = models.get(name);
    if (model === undefined) return fail(response, 401, 'RepoNotFound');
    if (revision !== 'main' && revision !== commit) return fail(response, 404, 'RevisionNotFound');
    const bytes = model.get(file);
    if (bytes === undefined) return fail(response, 404, 'EntryNotFound');
    const size = hub.announced.get(file) ?? bytes.length;
    const sent = hub.corrupted.get(file) ?? bytes;
    response.setHeader('x-repo-commit', commit);
    if (stored === null && file.endsWith('.onnx')) {
      response.writeHead(302, {
        location: `/storage/${name}/${file}`,
        'x-linked-size': size,
        'x-linked-etag': `"${createHash('sha256').update(bytes).digest('hex')}"`,
      });
      return response.end();
    }
    const blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    response.writeHead(200, { 'content-length': sent.length, etag: `"${stored ? 'storage' : blob}"` });
    if (request.method === 'HEAD') return response.end();
    if (hub.holdAfter !== null && file.endsWith('.onnx')) return response.write(sent.subarray(0, hub.holdAfter));
    return response.end(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hub: ModelHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    models,
    corrupted: new Map(),
    announced: new Map(),
    holdAfter: null,
    seen: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return hub;
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'x-error-code': code });
  response.end('not here');
}
