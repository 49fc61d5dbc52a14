import { Button } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useAction } from '../client/use-action.ts';
import type { CacheMode } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { modeList, modeTitle } from '../model/mode-words.ts';

const refresh = ['mode.get', 'status.get', 'settings.get'];

/** Says loudly that answers are not given as usual: for everything, or for projects with a mode of their own. */
export function ModeBanner() {
  const modes = useOperation('mode.get', {});
  const act = useAction();
  if (modes.data === undefined) return null;
  const { mode, projects } = modes.data;
  const others = projects.filter((project) => project.mode !== 'live' || mode !== 'live');
  if (mode === 'live' && others.length === 0) return null;
  return (
    <section className="mode-banner" aria-label="Mode">
      <TriangleAlert size={18} aria-hidden />
      <div>
        {mode === 'live' ? null : (
          <p>
            <strong>{modeTitle(mode)}.</strong> {modeDoes(mode)}
          </p>
        )}
        {others.map((project) => (
          <p key={project.name}>
            <strong>
              Project {project.name}: {modeTitle(project.mode)}.
            </strong>{' '}
            {modeDoes(project.mode)}
          </p>
        ))}
      </div>
      {mode === 'live' ? null : (
        <Button variant="default" onClick={() => act('mode.set', { mode: 'live' }, { refresh })}>
          Back to live
        </Button>
      )}
    </section>
  );
}

const modeDoes = (mode: CacheMode): string => modeList.find((item) => item.mode === mode)?.does ?? '';
