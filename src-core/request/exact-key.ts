import { createHash } from 'node:crypto';
import type { KeyPart } from '../contracts/outcome.ts';
import type { JsonObject } from '../ports/dialect.ts';
import { canonicalJson } from './canonical-json.ts';
import { gatewayParts } from './gateway-headers.ts';
import { credentialHash, identityQuery, partitionHeaders, partitionParts } from './credential.ts';

/** Raised whenever the meaning of a key changes, so that old entries are not found rather than found wrongly. */
const keyVersion = 1;

/** The part that stands for the body: a digest, for people to compare. */
const bodyPart = 'body';

export interface IdentityInput {
  dialect: string;
  identityHeaders: readonly string[];
  origin: string;
  path: string;
  query: string;
  project: string;
  namespace: string;
  /** Which of several independent answers of one prompt; the first when left out. */
  sample?: number;
  model: string;
  body: JsonObject;
  header: (name: string) => string | undefined;
  /** Names of all headers of the request, lower case; none when left out. */
  headerNames?: readonly string[];
  salt: Uint8Array;
}

export interface ExactKey {
  /** Hex SHA-256. */
  key: string;
  /** The same without what says whose answer it is: credential, organisation, project. For cassettes only. */
  portableKey: string;
  parts: KeyPart[];
}

/**
 * The identity of a request: everything that may change its answer or whom it belongs to. Two requests share a key
 * only when every part is equal.
 */
export function exactKey(input: IdentityInput): ExactKey {
  const { headerNames = [] } = input;
  const parts: KeyPart[] = [
    { name: 'dialect', value: input.dialect },
    { name: 'upstream', value: `${input.origin}${input.path}` },
    { name: 'model', value: input.model },
    { name: 'project', value: input.project },
    { name: 'credential', value: credentialHash(input.header, input.query, input.salt, headerNames) },
  ];
  const query = identityQuery(input.query);
  if (query !== '') parts.push({ name: 'query', value: query });
  if (input.namespace !== '') parts.push({ name: 'namespace', value: input.namespace });
  if (input.sample !== undefined && input.sample > 1) parts.push({ name: 'sample', value: String(input.sample) });
  parts.push(...partitionParts(input.header));
  for (const name of input.identityHeaders) {
    const value = input.header(name);
    if (value !== undefined) parts.push({ name, value: asSet(value) });
  }
  parts.push(...gatewayParts(input.header, headerNames));
  const body = canonicalJson(input.body);
  const hash = createHash('sha256').update(`semcache ${String(keyVersion)}\n`);
  for (const part of parts) hash.update(`${JSON.stringify([part.name, part.value])}\n`);
  const key = hash.update(body).digest('hex');
  const bodyDigest = createHash('sha256').update(body).digest('hex');
  const portableKey = portable(parts, bodyDigest);
  parts.push({ name: bodyPart, value: bodyDigest.slice(0, 16) });
  return { key, portableKey, parts };
}

const ownerParts: ReadonlySet<string> = new Set(['credential', 'project', ...partitionHeaders]);

/** Value of the credential part of an imported answer, which serves whoever asks. */
export const anyCredential = 'any (imported)';

/** Whether a key part says whose answer it is rather than what was asked. */
export const isOwnerPart = (name: string): boolean => ownerParts.has(name);

/** The portable key of a request, from its key parts and the body that identifies it. */
export function portableKeyOf(parts: readonly KeyPart[], body: JsonObject): string {
  return portable(parts, createHash('sha256').update(canonicalJson(body)).digest('hex'));
}

function portable(parts: readonly KeyPart[], bodyDigest: string): string {
  const hash = createHash('sha256').update(`semcache portable ${String(keyVersion)}\n`);
  for (const { name, value } of parts) {
    if (!isOwnerPart(name) && name !== bodyPart) hash.update(`${JSON.stringify([name, value])}\n`);
  }
  return hash.update(bodyDigest).digest('hex');
}

/** Beta switches come as comma lists in any order; a single value is its own set. */
function asSet(value: string): string {
  const members = value.split(',').map((member) => member.trim());
  return [...new Set(members.filter((member) => member !== ''))].toSorted().join(',');
}
