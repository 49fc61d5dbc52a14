import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { projectNameSchema } from '../../../src-core/contracts/settings.ts';
import { useOperation } from '../client/use-operation.ts';
import { clientGuides, guideKinds, guideUrls, requestOf, unreachableClients } from '../model/client-guides.ts';
import { QueryView } from '../ui/query-view.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CacheRules } from './cache-rules.tsx';
import { ClientCard } from './client-card.tsx';
import { LastRequest } from './last-request.tsx';
import { useSeenClients } from './use-seen-clients.ts';
import './clients.css';

export function ClientsScreen() {
  const status = useOperation('status.get', {});
  const seen = useSeenClients();
  const [search, setSearch] = useState('');
  const [project, setProject] = useState('');
  const named = projectNameSchema.safeParse(project.trim());
  const wanted = (name: string): boolean => name.toLowerCase().includes(search.trim().toLowerCase());
  const guides = clientGuides.filter(({ name }) => wanted(name));
  const unreachable = unreachableClients.filter(({ name }) => wanted(name));

  return (
    <QueryView query={status}>
      {({ url, defaultUpstream }) => (
        <div className="page">
          <LastRequest />
          <CacheRules defaultUpstream={defaultUpstream} />
          <div className="client-options">
            <TextInput
              label="Find a tool"
              placeholder="aider"
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <TextInput
              label="Project (optional)"
              description="Its answers are kept apart; the addresses below name it."
              placeholder="evals"
              spellCheck={false}
              value={project}
              error={
                project.trim() === '' || named.success ? null : `Write ${named.error.issues[0]?.message ?? 'a name'}.`
              }
              onChange={(event) => setProject(event.currentTarget.value)}
            />
          </div>
          {url === null ? (
            <EmptyState title="The proxy does not listen">
              <p className="state-body">Its port could not be opened, so there is no address to give to a tool yet.</p>
            </EmptyState>
          ) : (
            guideKinds.map((kind) => {
              const ofKind = guides.filter((guide) => guide.kind === kind);
              if (ofKind.length === 0) return null;
              return (
                <section key={kind} aria-label={kind}>
                  <h2 className="client-kind">{kind}</h2>
                  <div className="client-cards">
                    {ofKind.map((guide) => (
                      <ClientCard
                        key={guide.name}
                        guide={guide}
                        urls={guideUrls(url, named.success ? named.data : '')}
                        seen={requestOf(guide, seen)}
                      />
                    ))}
                  </div>
                </section>
              );
            })
          )}
          {unreachable.length === 0 ? null : (
            <section aria-label="Out of reach">
              <h2 className="client-kind">Out of reach</h2>
              <div className="client-cards">
                {unreachable.map(({ name, why }) => (
                  <article key={name} className="client-card">
                    <h3>{name}</h3>
                    <p className="warn">Cannot be used with a proxy on this machine.</p>
                    <p className="dim">{why}</p>
                  </article>
                ))}
              </div>
            </section>
          )}
          {guides.length + unreachable.length === 0 ? (
            <EmptyState title="No tool of that name is listed">
              <p className="state-body">
                Any tool that takes a base URL works: give it the one at the top of the window.
              </p>
            </EmptyState>
          ) : null}
        </div>
      )}
    </QueryView>
  );
}
