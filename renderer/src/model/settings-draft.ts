import type { z } from 'zod';
import {
  defaultSettings,
  settingsPatchSchema,
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from '../../../src-core/contracts/settings.ts';
import { parseBytes, parseTime, writeBytes, writeTime } from './parse-quantity.ts';
import { settingFields, type SettingField, type SettingKind } from './setting-fields.ts';

const modelTimesSchema = settingsSchema.shape.cache.shape.modelTtls;

/** What stands in the form, by field id. */
export type SettingsDraft = Record<string, string | boolean>;

/** The form for the settings as they are. */
export function draftOf(settings: Settings): SettingsDraft {
  return Object.fromEntries(settingFields.map((field) => [field.id, write(field.kind, valueOf(settings, field))]));
}

function valueOf(settings: Settings, { section, key }: SettingField): unknown {
  const values: Record<string, unknown> = settings[section];
  return values[key];
}

function write(kind: SettingKind, value: unknown): string | boolean {
  if (kind === 'switch') return value === true;
  if (kind === 'lines') return Array.isArray(value) ? value.join('\n') : '';
  if (kind === 'model times') return writeModelTimes(value);
  if (typeof value === 'number') {
    if (kind === 'size') return writeBytes(value);
    if (kind === 'percent') return `${String(Number((value * 100).toFixed(3)))} %`;
    return kind === 'time' ? writeTime(value) : String(value);
  }
  return typeof value === 'string' ? value : '';
}

/** The value that a field's text means; undefined when it means nothing. */
function read(kind: SettingKind, text: string | boolean): unknown {
  if (typeof text === 'boolean') return text;
  const trimmed = text.trim();
  switch (kind) {
    case 'size':
      return parseBytes(trimmed) ?? undefined;
    case 'time':
      return parseTime(trimmed) ?? undefined;
    case 'percent':
      return parsePercent(trimmed);
    case 'pace':
      return readPace(trimmed);
    case 'model times':
      return readModelTimes(trimmed);
    case 'dollars':
      return /^\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
    case 'whole':
      return /^\d+$/.test(trimmed) ? Number(trimmed) : undefined;
    case 'optional text':
      return trimmed === '' ? null : trimmed;
    case 'lines':
      return trimmed.split(/\s+/).filter((line) => line !== '');
    default:
      return trimmed;
  }
}

function readPace(text: string): unknown {
  if (/^\d+$/.test(text)) return Number(text);
  return text === 'instant' || text === 'recorded' ? text : undefined;
}

function writeModelTimes(value: unknown): string {
  const rules = modelTimesSchema.safeParse(value);
  return (rules.data ?? []).map(({ model, ttlMs }) => `${model} ${writeTime(ttlMs)}`).join('\n');
}

/** A pattern of a model's name and a time on each line; undefined when one of them cannot be read. */
function readModelTimes(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rules = lines.map((line) => {
    const [model = '', ...time] = line.trim().split(/\s+/);
    return { model, ttlMs: parseTime(time.join(' ')) };
  });
  return rules.every(({ ttlMs }) => ttlMs !== null) ? rules : undefined;
}

/** `97`, `99.5 %` or `0.97` as a share. */
function parsePercent(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1]);
  return Number((match[2] === '%' || value > 1 ? value / 100 : value).toFixed(6));
}

/** The form with every setting at its default. */
export const defaultDraft: SettingsDraft = draftOf(defaultSettings);

export interface SettingsChange {
  /** Only what differs from the settings. */
  patch: SettingsPatch;
  /** Ids of the fields that differ. */
  changed: string[];
  /** What is wrong, by field id; nothing may be saved while there is something. */
  problems: Record<string, string>;
}

/** What saving the form would change. */
export function changeOf(draft: SettingsDraft, settings: Settings): SettingsChange {
  const before = draftOf(settings);
  const changed = settingFields.filter(({ id }) => draft[id] !== undefined && draft[id] !== before[id]);
  const problems: Record<string, string> = {};
  const raw: Record<string, Record<string, unknown>> = {};
  for (const { id, section, key, kind } of changed) {
    const value = read(kind, draft[id] ?? '');
    if (value === undefined) problems[id] = examples[kind] ?? 'This cannot be read.';
    else raw[section] = { ...raw[section], [key]: value };
  }
  const parsed = settingsPatchSchema.safeParse(raw);
  for (const issue of parsed.error?.issues ?? []) {
    const field = settingFields.find(({ id }) => id === issue.path.slice(0, 2).join('.'));
    if (field !== undefined) problems[field.id] ??= problemOf(issue, field.kind);
  }
  return { patch: parsed.data ?? {}, changed: changed.map(({ id }) => id), problems };
}

const examples: Partial<Record<SettingKind, string>> = {
  size: 'Write a size such as 512 MiB or 2 GiB.',
  time: 'Write a length of time such as 30 days, 15 minutes or 10 s.',
  whole: 'Write a whole number.',
  percent: 'Write a share such as 97 %.',
  dollars: 'Write US dollars such as 1 or 0.50.',
  pace: 'Write instant, recorded, or a whole number of tokens a second.',
  'model times': 'Write a pattern and a time on each line, such as gpt-*-mini 7 days.',
};

/** A schema's complaint in the field's own units. */
function problemOf(issue: z.core.$ZodIssue, kind: SettingKind): string {
  const inUnits = (limit: number | bigint): string => String(write(kind, Number(limit)));
  if (issue.code === 'too_small') {
    return issue.origin === 'string' ? 'This must not be empty.' : `At least ${inUnits(issue.minimum)}.`;
  }
  return issue.code === 'too_big' ? `At most ${inUnits(issue.maximum)}.` : `${issue.message}.`;
}
