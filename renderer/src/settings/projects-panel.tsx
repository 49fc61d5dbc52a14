import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ProjectView } from '../../../src-core/contracts/projects.ts';
import { useAction } from '../client/use-action.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCount, formatShare } from '../model/format-number.ts';
import { emptyProject, projectDraft, projectWords, type ProjectDraft } from '../model/project-draft.ts';
import { Panel } from '../ui/panel.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { useToast } from '../ui/toast-context.ts';
import { ProjectDialog } from './project-dialog.tsx';

const refresh = ['projects.list', 'mode.get', 'settings.get'];

/** Projects that asked lately or have settings of their own. */
export function ProjectsPanel() {
  const projects = useOperation('projects.list', {});
  const [editing, setEditing] = useState<{ draft: ProjectDraft; isNew: boolean } | null>(null);
  const act = useAction();
  const toast = useToast();
  const reset = ({ name, settings }: ProjectView): void => {
    const undo = { label: 'Undo', run: () => act('projects.set', { name, settings }, { refresh }) };
    const done = (): void => toast({ message: `${name} is as everything else.`, tone: 'plain', action: undo });
    act('projects.set', { name, settings: null }, { refresh, done });
  };
  return (
    <Panel
      title="Projects"
      aside={
        <Button variant="default" onClick={() => setEditing({ draft: emptyProject, isNew: true })}>
          Add a project
        </Button>
      }
    >
      <p className="dim setting-note">
        A request names its project by <code>/p/&lt;project&gt;/</code> in its base URL or by{' '}
        <code>x-semcache-namespace</code>. Projects do not see each other’s answers.
      </p>
      <QueryView query={projects}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="dim">No request has named one in the last thirty days.</p>
          ) : (
            <table className="setting-table">
              <thead>
                <tr>
                  <th scope="col">Project</th>
                  <th scope="col">Of its own</th>
                  <th scope="col">Requests, 30 days</th>
                  <th scope="col">Hits</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((project) => (
                  <tr key={project.name}>
                    <th scope="row">{project.name}</th>
                    <td>{projectWords(project.settings) || <span className="dim">as everything else</span>}</td>
                    <td className="numbers">{formatCount(project.requests)}</td>
                    <td className="numbers">{formatShare(project.hits, project.requests)}</td>
                    <td className="setting-actions">
                      <Button
                        variant="default"
                        aria-label={`Edit ${project.name}`}
                        onClick={() =>
                          setEditing({ draft: projectDraft(project.name, project.settings), isNew: false })
                        }
                      >
                        Edit
                      </Button>
                      {Object.keys(project.settings).length === 0 ? null : (
                        <Button variant="default" aria-label={`Reset ${project.name}`} onClick={() => reset(project)}>
                          Reset
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </QueryView>
      {editing === null ? null : (
        <ProjectDialog start={editing.draft} isNew={editing.isNew} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}
