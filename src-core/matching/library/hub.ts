import type { Readable } from 'node:stream';
import { SemcacheError } from '../../contracts/errors.ts';
import type { HttpAnswer, HttpRequest } from '../../ports/http-request.ts';
import { errorText } from '../../support/error-text.ts';

/** What the hub says of a file before it is downloaded. */
export interface HubFile {
  path: string;
  /** Null when the hub does not say. */
  bytes: number | null;
  /** Digest by which the hub knows the file: SHA-256 (64 digits, large files) or git's blob id (40); null for neither. */
  digest: string | null;
  /** Commit that the revision stands for. */
  commit: string | null;
}

/** Where a file of a model is found: `<endpoint>/<id>/resolve/<revision>/<path>`, as huggingface_hub builds it. */
export interface HubPlace {
  endpoint: string;
  name: string;
  revision: string;
}

/** The hub redirects to its storage, and within itself when a repository was renamed. */
const maxRedirects = 5;

/** Asks for a file's size and digest; null when the model has no such file. Throws hub_unreachable or model_not_found. */
export async function describeHubFile(
  request: HttpRequest,
  place: HubPlace,
  path: string,
  signal: AbortSignal,
): Promise<HubFile | null> {
  const seen: HttpAnswer[] = [];
  const last = await follow(request, 'HEAD', place, path, signal, (answer) => seen.push(answer));
  last.body.resume();
  // The hub's own answer knows the file; its storage, where the redirects lead, only has bytes.
  const header = (name: string): string | undefined =>
    seen.map(({ headers }) => headers.get(name)).find((value) => value !== undefined);
  // RepoNotFound and RevisionNotFound are about the whole model; mirrors of the hub say nothing more than 404.
  const about = header('x-error-code') ?? 'EntryNotFound';
  if (last.status === 404 && about === 'EntryNotFound') return null;
  refuse(last, place, path);
  const size = Number(header('x-linked-size') ?? last.headers.get('content-length'));
  return {
    path,
    bytes: Number.isInteger(size) && size >= 0 ? size : null,
    digest: digestIn(header('x-linked-etag') ?? header('etag')),
    commit: header('x-repo-commit') ?? null,
  };
}

/** The bytes of a file. Throws like `describeHubFile`. */
export async function openHubFile(
  request: HttpRequest,
  place: HubPlace,
  path: string,
  signal: AbortSignal,
): Promise<Readable> {
  const answer = await follow(request, 'GET', place, path, signal, () => undefined);
  refuse(answer, place, path);
  return answer.body;
}

async function follow(
  request: HttpRequest,
  method: 'GET' | 'HEAD',
  { endpoint, name, revision }: HubPlace,
  path: string,
  signal: AbortSignal,
  onAnswer: (answer: HttpAnswer) => void,
): Promise<HttpAnswer> {
  let url = new URL(`${endpoint.replace(/\/+$/, '')}/${name}/resolve/${encodeURIComponent(revision)}/${path}`);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const answer = await ask(request, method, url, signal);
    onAnswer(answer);
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
    answer.body.resume();
    const next = new URL(location, url);
    if (next.protocol !== 'https:' && next.protocol !== url.protocol)
      throw new SemcacheError('hub_unreachable', `The hub redirects ${path} of ${name} to ${next.protocol}//.`);
    url = next;
  }
  throw new SemcacheError('hub_unreachable', `The hub redirects ${path} of ${name} in circles.`);
}

async function ask(request: HttpRequest, method: 'GET' | 'HEAD', url: URL, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    return await request({ method, url, signal });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new SemcacheError(
      'hub_unreachable',
      `The model hub at ${url.origin} cannot be reached: ${errorText(cause)}`,
      {
        cause,
      },
    );
  }
}

function refuse({ status, body }: HttpAnswer, { endpoint, name, revision }: HubPlace, path: string): void {
  if (status === 200) return;
  body.resume();
  // For a repository that is not there, not public, or gated, the hub answers 401 or 403 to those without an account.
  if (status === 404 || status === 401 || status === 403) {
    throw new SemcacheError(
      'model_not_found',
      `${endpoint} has no ${path} of ${name} at ${revision}, or not for everyone (status ${String(status)}).`,
    );
  }
  throw new SemcacheError('hub_unreachable', `The model hub answered ${path} of ${name} with ${String(status)}.`);
}

function digestIn(etag: string | undefined): string | null {
  const digest = etag?.replace(/^W\//, '').replaceAll('"', '').toLowerCase() ?? '';
  return /^(?:[0-9a-f]{64}|[0-9a-f]{40})$/.test(digest) ? digest : null;
}
