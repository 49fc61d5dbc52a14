import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { clientGuides, unreachableClients } from '../model/client-guides.ts';
import { QueryView } from '../ui/query-view.tsx';
import { EmptyState } from '../ui/states.tsx';
import { CacheRules } from './cache-rules.tsx';
import { ClientCard } from './client-card.tsx';
import { LastRequest } from './last-request.tsx';
import './clients.css';

export function ClientsScreen() {
  const status = useOperation('status.get', {});
  const [search, setSearch] = useState('');
  const wanted = (name: string): boolean => name.toLowerCase().includes(search.trim().toLowerCase());
  return (
    <QueryView query={status}>
      {({ url, defaultUpstream }) => (
        <div className="page">
          <LastRequest />
          <CacheRules defaultUpstream={defaultUpstream} />
          <TextInput
            className="client-search"
            aria-label="Find a tool"
            placeholder="Find a tool"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          {url === null ? (
            <EmptyState title="The proxy does not listen">
              <p className="state-body">Its port could not be opened, so there is no address to give to a tool yet.</p>
            </EmptyState>
          ) : (
            <div className="client-cards">
              {clientGuides
                .filter(({ name }) => wanted(name))
                .map((guide) => (
                  <ClientCard key={guide.name} guide={guide} proxyUrl={url} />
                ))}
              {unreachableClients
                .filter(({ name }) => wanted(name))
                .map(({ name, why }) => (
                  <article key={name} className="client-card">
                    <h2>{name}</h2>
                    <p className="warn">Cannot be used with a proxy on this machine.</p>
                    <p className="dim">{why}</p>
                  </article>
                ))}
            </div>
          )}
        </div>
      )}
    </QueryView>
  );
}
