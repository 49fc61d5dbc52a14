import type { Difference, DifferenceKind } from '../contracts/differences.ts';
import type { KeyPart } from '../contracts/outcome.ts';
import type { Turn } from '../contracts/views.ts';
import type { JsonValue } from '../ports/dialect.ts';
import { canonicalJson, parseJsonRequest } from './canonical-json.ts';
import { changedText, shorten } from './changed-text.ts';
import { anyCredential, isOwnerPart } from './exact-key.ts';
import { isJsonObject, objectMember, stringMember } from './json-value.ts';

/** A request as far as people can read it; what the store keeps of one. */
export interface ReadableRequest {
  keyParts: readonly KeyPart[];
  /** Canonical JSON of the body without its conversation. */
  parameters: string;
  conversation: readonly Turn[];
}

/** Key parts by what they mean to people; every other part is a header that changes answers. */
const partKinds: Readonly<Record<string, DifferenceKind>> = {
  dialect: 'dialect',
  upstream: 'upstream',
  model: 'model',
  project: 'project',
  namespace: 'project',
  sample: 'project',
  credential: 'credential',
  'openai-organization': 'credential',
  'openai-project': 'credential',
  'anthropic-workspace-id': 'credential',
  'anthropic-user-profile-id': 'credential',
};

/** The digest of a body says nothing that its members do not say better. */
const silentParts = new Set(['body']);

/** Everything in which an asked request differs from a stored one, most telling first. Pure; never throws. */
export function describeDifferences(stored: ReadableRequest, asked: ReadableRequest): Difference[] {
  return [
    ...partDifferences(stored.keyParts, asked.keyParts),
    ...systemDifference(stored.conversation, asked.conversation),
    ...parameterDifferences(stored.parameters, asked.parameters),
    ...turnDifferences(stored.conversation, asked.conversation),
  ];
}

function partDifferences(stored: readonly KeyPart[], asked: readonly KeyPart[]): Difference[] {
  const answersAnybody = !stored.some(({ name, value }) => name === 'credential' && value !== anyCredential);
  const names = new Set([...stored, ...asked].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const before = stored.find((part) => part.name === name)?.value ?? null;
    // An imported entry answers anybody, but only in the project that it was imported into.
    const isAnybodys = answersAnybody && isOwnerPart(name) && (name !== 'project' || before === null);
    if (silentParts.has(name) || isAnybodys) return [];
    const after = asked.find((part) => part.name === name)?.value ?? null;
    if (before === after) return [];
    const kind = partKinds[name] ?? 'version';
    // Even a salted hash of a key is no help to a reader.
    if (name === 'credential') return [{ kind, name: 'credential', stored: null, asked: null, changes: null }];
    return [{ kind, name, stored: shorten(before), asked: shorten(after), changes: null }];
  });
}

const isSystem = ({ role }: Turn): boolean => role === 'system' || role === 'developer' || role === 'instructions';

function systemDifference(stored: readonly Turn[], asked: readonly Turn[]): Difference[] {
  const text = (turns: readonly Turn[]): string | null => {
    const system = turns.filter(isSystem);
    return system.length === 0 ? null : system.map((turn) => turn.text).join('\n\n');
  };
  return textDifference('system', 'system prompt', text(stored), text(asked));
}

function turnDifferences(stored: readonly Turn[], asked: readonly Turn[]): Difference[] {
  const before = stored.filter((turn) => !isSystem(turn));
  const after = asked.filter((turn) => !isSystem(turn));
  const differences: Difference[] = [];
  const last = after.length - 1;
  if (before.length !== after.length) {
    const turns = (count: number): string => `${String(count)} ${count === 1 ? 'turn' : 'turns'}`;
    differences.push({
      kind: 'conversation',
      name: 'length',
      stored: turns(before.length),
      asked: turns(after.length),
      changes: null,
    });
  }
  for (let index = 0; index < Math.min(before.length, after.length); index += 1) {
    const one = before[index];
    const other = after[index];
    if (one === undefined || other === undefined || (one.role === other.role && one.text === other.text)) continue;
    const isLast = index === last && before.length === after.length && other.role === 'user';
    const name = isLast ? 'last user text' : `turn ${String(index + 1)} (${other.role})`;
    differences.push(...textDifference(isLast ? 'text' : 'conversation', name, one.text, other.text));
    // One changed turn explains a miss; the rest of a long conversation would only bury it.
    if (!isLast) break;
  }
  return differences;
}

function textDifference(kind: DifferenceKind, name: string, stored: string | null, asked: string | null): Difference[] {
  if (stored === asked) return [];
  const changes = stored === null || asked === null ? null : changedText(stored, asked);
  return [{ kind, name, stored: shorten(stored), asked: shorten(asked), changes }];
}

function parameterDifferences(stored: string, asked: string): Difference[] {
  if (stored === asked) return [];
  const before = members(stored);
  const after = members(asked);
  // The key's parts have said it.
  for (const side of [before, after]) side.delete('model');
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const one = before.get(name);
    const other = after.get(name);
    if (one?.text === other?.text) return [];
    const tool = one?.tool ?? other?.tool;
    return [
      {
        kind: tool === undefined ? ('parameter' as const) : ('tool' as const),
        name: tool ?? name,
        stored: shorten(one?.text ?? null),
        asked: shorten(other?.text ?? null),
        changes: null,
      },
    ];
  });
}

interface Member {
  text: string;
  /** Set when the member is a tool. */
  tool?: string;
}

/** Leaves of a parameter object by path, tools by name, so that a tool that moved is no difference in all of them. */
function members(json: string): Map<string, Member> {
  const found = new Map<string, Member>();
  const parsed = parseJsonRequest(Buffer.from(json));
  if (!parsed.ok) return found.set('parameters', { text: json });
  collect(parsed.value, '', found, 0);
  return found;
}

const maxDepth = 4;

function collect(value: JsonValue, path: string, found: Map<string, Member>, depth: number): void {
  if (isJsonObject(value) && depth < maxDepth && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (depth === 0 && (name === 'tools' || name === 'functions') && Array.isArray(inner)) collectTools(inner, found);
      else collect(inner, at, found, depth + 1);
    }
    return;
  }
  found.set(path, { text: canonicalJson(value) });
}

function collectTools(tools: readonly JsonValue[], found: Map<string, Member>): void {
  for (const [index, tool] of tools.entries()) {
    const name = toolName(tool) ?? `tool ${String(index + 1)}`;
    found.set(`tools ${name}`, { text: canonicalJson(tool), tool: name });
  }
}

/** OpenAI nests the name in `function`; Responses, Anthropic and others have it at the top. */
function toolName(tool: JsonValue): string | undefined {
  if (!isJsonObject(tool)) return undefined;
  return stringMember(tool, 'name') ?? stringMember(objectMember(tool, 'function') ?? {}, 'name');
}
