import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import type { Tick } from '../contracts/events.ts';
import type { OperationAnswer } from '../contracts/operations.ts';
import { errorCodes, type ErrorCode } from '../contracts/errors.ts';
import type { BoundOperations } from '../admin/operations.ts';
import { callOperation } from '../admin/operations.ts';
import type { CountFailure } from '../ports/host.ts';
import { contentSecurityPolicy, type ConsoleFile } from './console-files.ts';
import { isOwnOrigin } from './host-policy.ts';
import type { Sessions } from './sessions.ts';

export interface AdminDeps {
  operations: BoundOperations;
  sessions: Sessions;
  files: ReadonlyMap<string, ConsoleFile>;
  subscribe: (listener: (tick: Tick) => void) => () => void;
  countFailure: CountFailure;
}

const cookieName = 'semcache_session';
const mebibyte = 1024 * 1024;
const maxParamsMegabytes = 4;
const maxCassetteMegabytes = 64;
/** Comments that keep an idle event stream alive through whatever sits between. */
const keepAliveMs = 20_000;

/**
 * The console and the operations over HTTP. Host and Origin were checked before; here every operation needs the
 * instance's token, or a session together with the mark that only the console's own page can set.
 */
export function createAdminApp(deps: AdminDeps): Hono {
  const app = new Hono();

  const limited = (megabytes: number) =>
    bodyLimit({
      maxSize: megabytes * mebibyte,
      onError: (context) =>
        failure(context, 'invalid_params', `The parameters are larger than ${String(megabytes)} MiB.`),
    });
  // A cassette comes in pieces, but one recorded answer is never cut.
  const large = limited(maxCassetteMegabytes);
  const small = limited(maxParamsMegabytes);
  app.use('/admin/api/*', (context, next) =>
    context.req.path === '/admin/api/cassette.import' ? large(context, next) : small(context, next),
  );

  app.post('/admin/api/session', (context) => {
    if (!deps.sessions.isToken(bearer(context))) return unauthorized(context);
    setCookie(context, cookieName, deps.sessions.open(), { httpOnly: true, sameSite: 'Strict', path: '/admin' });
    return context.json({ ok: true, value: {} });
  });

  app.get('/admin/api/events', (context) => {
    if (!mayCall(deps, context)) return unauthorized(context);
    return streamSSE(context, async (stream) => {
      const end = new Promise<void>((resolve) => stream.onAbort(resolve));
      const unsubscribe = deps.subscribe((tick) => void stream.writeSSE({ data: JSON.stringify(tick) }));
      const keepAlive = setInterval(() => void stream.write(': keep-alive\n\n'), keepAliveMs);
      await stream.write(': connected\n\n');
      await end;
      clearInterval(keepAlive);
      unsubscribe();
    });
  });

  app.post('/admin/api/:operation', async (context) => {
    if (!mayCall(deps, context)) return unauthorized(context);
    const text = await context.req.text();
    let params: unknown;
    try {
      params = text === '' ? {} : JSON.parse(text);
    } catch {
      return failure(context, 'invalid_params', 'The body is not valid JSON.');
    }
    const answer = await callOperation(deps.operations, context.req.param('operation'), params, deps.countFailure);
    return respond(context, answer);
  });

  app.get('/admin', (context) => context.redirect('/admin/'));
  app.get('/admin/*', (context) => serveFile(deps.files, context));
  app.notFound((context) => failure(context, 'not_found', `Nothing is at ${context.req.method} ${context.req.path}.`));
  app.onError((error, context) => {
    deps.countFailure('admin_failed', error);
    return failure(context, 'internal', 'The request failed; the log has the details.');
  });
  return app;
}

function bearer(context: Context): string {
  return /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
}

function mayCall(deps: AdminDeps, context: Context): boolean {
  const token = bearer(context);
  if (token !== '') return deps.sessions.isToken(token);
  const session = getCookie(context, cookieName);
  if (session === undefined || !deps.sessions.isOpen(session)) return false;
  // Cookies ignore ports: a page of another local server is same-site, but it cannot set this header or our Origin.
  const origin = context.req.header('origin');
  return (
    context.req.header('x-semcache-console') !== undefined ||
    context.req.header('sec-fetch-site') === 'same-origin' ||
    (origin !== undefined && isOwnOrigin(origin, context.req.header('host')))
  );
}

function respond(context: Context, answer: OperationAnswer): Response {
  context.header('cache-control', 'no-store');
  if (answer.ok) return context.json(answer);
  return context.json(answer, { status: isErrorCode(answer.error.code) ? errorCodes[answer.error.code].status : 500 });
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

const failure = (context: Context, code: ErrorCode, message: string): Response =>
  respond(context, { ok: false, error: { code, message } });

const unauthorized = (context: Context): Response =>
  failure(
    context,
    'unauthorized',
    'Send the token of the running instance as "Authorization: Bearer <token>"; `semcache status` shows it.',
  );

function serveFile(files: ReadonlyMap<string, ConsoleFile>, context: Context): Response {
  const path = context.req.path.slice('/admin/'.length) || 'index.html';
  const file = files.get(path);
  if (file === undefined) {
    const message =
      files.size === 0 ? 'The console is not built: run `npm run build`.' : `Nothing is at ${context.req.path}.`;
    return failure(context, 'not_found', message);
  }
  return new Response(new Uint8Array(file.body), {
    headers: {
      'content-type': file.contentType,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}
