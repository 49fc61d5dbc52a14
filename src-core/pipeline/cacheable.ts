import { SemcacheError } from '../contracts/errors.ts';
import type { LookupReason } from '../contracts/outcome.ts';
import { projectNameSchema } from '../contracts/settings.ts';
import type { Route } from '../providers/route.ts';
import { parseJsonRequest } from '../request/canonical-json.ts';
import { exactKey, type ExactKey } from '../request/exact-key.ts';
import { requestHeader, type Exchange } from './exchange.ts';
import type { Lookup } from './record-answer.ts';
import type { Rules } from './rules.ts';

export type Cacheability = { cacheable: true; lookup: Lookup } | { cacheable: false; reason: LookupReason };

/** Reads the body far enough to know whether the request can be cached, and under which key. */
export function readCacheable(input: {
  exchange: Exchange;
  route: Route;
  body: Buffer;
  salt: Uint8Array;
  rules: Rules;
}): Cacheability {
  const { exchange, route, rules } = input;
  const { dialect } = route;
  if (dialect === undefined) return { cacheable: false, reason: 'path_not_cacheable' };
  const header = (name: string): string | undefined => requestHeader(exchange.request, name);
  const namespace = readNamespace(header('x-semcache-namespace'));
  const parsed = parseJsonRequest(input.body);
  if (!parsed.ok) return { cacheable: false, reason: parsed.reason };
  const reading = dialect.readRequest(parsed.value, {
    path: route.path,
    query: route.query,
    vendor: route.vendor,
    header,
  });
  if (!reading.cacheable) return reading;
  const { request } = reading;
  const identity = {
    dialect: dialect.id,
    identityHeaders: dialect.identityHeaders,
    origin: route.origin,
    path: request.identityPath ?? route.path,
    query: route.query,
    project: route.project,
    namespace,
    model: request.model,
    header,
    headerNames: Object.keys(exchange.request.headers),
    salt: input.salt,
  };
  const { compared } = request;
  const keyOf = (sample: number): ExactKey => exactKey({ ...identity, sample, body: request.identity });
  const sample = rules.sample ?? 1;
  // Other answers of the same prompt are wanted for being others, so none of another wording stands in for them.
  const question =
    compared.comparable && sample === 1
      ? {
          text: compared.text,
          partition: exactKey({ ...identity, dialect: `${dialect.id} by meaning`, body: compared.rest }).key,
          target: rules.target,
        }
      : null;
  const inTurn = rules.sample === null && rules.samples > 1 ? rules.samples : 0;
  const sampleKeys = Array.from({ length: inTurn }, (_, index) => keyOf(index + 1));
  return { cacheable: true, lookup: { route, dialect, request, key: keyOf(sample), sampleKeys, question, rules } };
}

function readNamespace(value: string | undefined): string {
  if (value === undefined || value === '') return '';
  if (projectNameSchema.safeParse(value).success) return value;
  throw new SemcacheError(
    'header_invalid',
    'x-semcache-namespace must be letters, digits, dot, dash and underscore, at most 63.',
  );
}
