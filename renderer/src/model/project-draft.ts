import {
  projectNameSchema,
  projectSettingsSchema,
  type ProjectSettings,
} from '../../../src-core/contracts/settings.ts';
import { modeTitle } from './mode-words.ts';
import { parseBytes, parseTime, writeBytes, writeTime } from './parse-quantity.ts';

const fields = ['mode', 'level', 'ttlMs', 'samples', 'pace', 'maxBytes'] as const;

/** What stands in a project's form; empty is "as everywhere else". */
export type ProjectDraft = Record<'name' | (typeof fields)[number], string>;

export const emptyProject: ProjectDraft = {
  name: '',
  mode: '',
  level: '',
  ttlMs: '',
  samples: '',
  pace: '',
  maxBytes: '',
};

const write = <Value>(value: Value | undefined, words: (value: Value) => string): string =>
  value === undefined ? '' : words(value);

export function projectDraft(name: string, settings: ProjectSettings): ProjectDraft {
  return {
    name,
    mode: settings.mode ?? '',
    level: settings.level ?? '',
    ttlMs: write(settings.ttlMs, writeTime),
    samples: write(settings.samples, String),
    pace: write(settings.pace, String),
    maxBytes: write(settings.maxBytes, writeBytes),
  };
}

const readers: Record<(typeof fields)[number], { read: (text: string) => unknown; problem: string }> = {
  mode: { read: (text) => text, problem: 'Choose a mode.' },
  level: { read: (text) => text, problem: 'Choose a level.' },
  ttlMs: { read: parseTime, problem: 'Write a length of time such as 7 days; at least a second.' },
  samples: { read: Number, problem: 'Write a whole number from 1 to 100.' },
  pace: {
    read: (text) => (/^\d+$/.test(text) ? Number(text) : text),
    problem: 'Write instant, recorded, or tokens a second.',
  },
  maxBytes: { read: parseBytes, problem: 'Write a size of at least 1 MiB, such as 200 MiB.' },
};

/** What the form means; `settings` is null while there are problems, by field. */
export function readProject(draft: ProjectDraft): {
  name: string;
  settings: ProjectSettings | null;
  problems: Partial<Record<keyof ProjectDraft, string>>;
} {
  const problems: Partial<Record<keyof ProjectDraft, string>> = {};
  const raw: Record<string, unknown> = {};
  const name = projectNameSchema.safeParse(draft.name.trim());
  if (!name.success) problems.name = `Write ${name.error.issues[0]?.message ?? 'a name'}.`;
  for (const field of fields) {
    const text = draft[field].trim();
    if (text !== '') raw[field] = readers[field].read(text);
  }
  const parsed = projectSettingsSchema.safeParse(raw);
  for (const issue of parsed.error?.issues ?? []) {
    const field = fieldOf(issue.path[0]);
    if (field !== undefined) problems[field] = readers[field].problem;
  }
  const ok = parsed.success && name.success;
  return { name: draft.name.trim(), settings: ok ? parsed.data : null, problems };
}

const fieldOf = (key: unknown): (typeof fields)[number] | undefined => fields.find((field) => field === key);

/** What a project has for itself, in words; empty when it has nothing. */
export function projectWords(settings: ProjectSettings): string {
  return [
    write(settings.mode, (mode) => `mode ${modeTitle(mode)}`),
    write(settings.level, (level) => `matching ${level}`),
    write(settings.ttlMs, (ms) => `kept ${writeTime(ms)}`),
    write(settings.samples, (count) => `${String(count)} samples`),
    write(settings.pace, (pace) => `pace ${String(pace)}`),
    write(settings.maxBytes, (bytes) => `at most ${writeBytes(bytes)}`),
  ]
    .filter((words) => words !== '')
    .join(', ');
}
