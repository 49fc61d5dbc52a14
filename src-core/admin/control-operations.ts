import { SemcacheError } from '../contracts/errors.ts';
import { operations } from '../contracts/operations.ts';
import type { ProjectSettings, Settings, SettingsPatch } from '../contracts/settings.ts';
import type { ProjectView } from '../contracts/projects.ts';
import type { CacheMode } from '../contracts/views.ts';
import type { AnswerStore } from '../ports/answer-store.ts';
import type { RequestLog } from '../ports/request-log.ts';
import { timeToLive } from '../support/time-to-live.ts';
import { bind } from './operations.ts';

export interface ControlDeps {
  now: () => number;
  answers: AnswerStore;
  log: RequestLog;
  settle: () => Promise<void>;
  settings: {
    current: () => Settings;
    change: (patch: SettingsPatch) => string[];
    setProjects: (projects: Record<string, ProjectSettings>) => void;
  };
  changed: (topic: 'entries' | 'settings' | 'status') => void;
}

/** Operations that say how the cache is used: modes, projects, times to live. */
export function controlOperations(deps: ControlDeps) {
  const { settings } = deps;
  return {
    'mode.get': bind(operations['mode.get'], () => modesOf(settings.current())),
    'mode.set': bind(operations['mode.set'], ({ mode, project }) => {
      if (project === null) {
        if (mode !== null) settings.change({ cache: { mode } });
      } else {
        settings.setProjects(withMode(settings.current().projects, project, mode));
      }
      deps.changed('status');
      return modesOf(settings.current());
    }),
    'projects.list': bind(operations['projects.list'], async () => {
      await deps.settle();
      return { items: projectsOf(deps) };
    }),
    'projects.set': bind(operations['projects.set'], ({ name, settings: own }) => {
      const { [name]: _before, ...others } = settings.current().projects;
      settings.setProjects(own === null ? others : { ...others, [name]: own });
      deps.changed('settings');
      return { items: projectsOf(deps) };
    }),
    'entries.setTtl': bind(operations['entries.setTtl'], async ({ ids, ttlMs }) => {
      await deps.settle();
      const count = setTtl(deps, ids, ttlMs);
      deps.changed('entries');
      return { count };
    }),
  };
}

function modesOf({ cache, projects }: Settings) {
  const own = Object.entries(projects).flatMap(([name, { mode }]) => (mode === undefined ? [] : [{ name, mode }]));
  return { mode: cache.mode, projects: own };
}

function withMode(
  projects: Settings['projects'],
  name: string,
  mode: CacheMode | null,
): Record<string, ProjectSettings> {
  const { [name]: before, ...others } = projects;
  const { mode: _mode, ...rest } = before ?? {};
  const own = mode === null ? rest : { ...rest, mode };
  return Object.keys(own).length === 0 ? others : { ...others, [name]: own };
}

/** Projects that have settings of their own, then those that requests named. */
function projectsOf({ settings, log, now }: ControlDeps): ProjectView[] {
  const seen = new Map(log.overview('30d', now()).byProject.map((project) => [project.name, project]));
  const { projects } = settings.current();
  const names = new Set([...Object.keys(projects), ...seen.keys()]);
  return [...names].map((name) => ({
    name,
    settings: Object.hasOwn(projects, name) ? (projects[name] ?? {}) : {},
    requests: seen.get(name)?.requests ?? 0,
    hits: seen.get(name)?.hits ?? 0,
  }));
}

/** Null gives each entry the time to live that settings have for its project and model. */
function setTtl({ answers, settings, now }: ControlDeps, ids: string[], ttlMs: number | null): number {
  const page = answers.list({
    filter: { ids },
    sort: { by: 'createdAt', descending: true },
    cursor: null,
    limit: ids.length,
    now: now(),
  });
  if (page.items.length === 0) throw new SemcacheError('not_found', 'None of these ids is an entry.');
  const byTtl = Map.groupBy(
    page.items,
    ({ project, model }) => ttlMs ?? timeToLive(project, model, settings.current()),
  );
  return [...byTtl].reduce(
    (count, [ttl, entries]) =>
      count +
      answers.setTtl(
        entries.map(({ id }) => id),
        ttl,
      ),
    0,
  );
}
