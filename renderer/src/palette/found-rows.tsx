import { Command } from 'cmdk';
import { Boxes, List, Search } from 'lucide-react';
import { navigate } from '../router/use-route.ts';
import { OutcomeBadge } from '../ui/outcome-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import type { Found } from './use-found.ts';

interface FoundRowsProps {
  found: Found;
  typed: string;
  choose: (run: () => void) => () => void;
}

/** The way to all that holds what was typed, first since it is there at once, and the first few entries and requests. */
export function FoundRows({ found, typed, choose }: FoundRowsProps) {
  if (typed === '') return null;
  const all = (screen: 'entries' | 'traffic') => choose(() => navigate({ screen, query: typed }));
  return (
    <>
      <Command.Group heading="Search">
        <Command.Item value="search entries" className="palette-item" onSelect={all('entries')}>
          <Search size={15} aria-hidden />
          <span className="palette-title truncate">All entries with “{typed}”</span>
        </Command.Item>
        <Command.Item value="search traffic" className="palette-item" onSelect={all('traffic')}>
          <Search size={15} aria-hidden />
          <span className="palette-title truncate">All requests with “{typed}”</span>
        </Command.Item>
      </Command.Group>
      {found.entries.length === 0 ? null : (
        <Command.Group heading="Entries">
          {found.entries.map((entry) => (
            <Command.Item
              key={entry.id}
              value={`entry ${entry.id}`}
              className="palette-item"
              onSelect={choose(() => navigate({ screen: 'entries', query: typed, id: entry.id }))}
            >
              <Boxes size={15} aria-hidden />
              <span className="palette-title truncate">{entry.promptPreview}</span>
              <span className="palette-detail truncate">{entry.model}</span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {found.traffic.length === 0 ? null : (
        <Command.Group heading="Requests">
          {found.traffic.map((row) => (
            <Command.Item
              key={row.id}
              value={`request ${row.id}`}
              className="palette-item"
              onSelect={choose(() => navigate({ screen: 'traffic', query: typed, id: row.id }))}
            >
              <List size={15} aria-hidden />
              <span className="palette-title truncate">
                {row.method} {row.path}
              </span>
              <OutcomeBadge row={row} />
              <span className="palette-detail">
                <RelativeTime at={row.at} />
              </span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
    </>
  );
}
