import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { EntryRow, TrafficRow } from '../../../src-core/contracts/views.ts';
import { useClient } from '../client/client-context.ts';

export interface Found {
  entries: readonly EntryRow[];
  traffic: readonly TrafficRow[];
}

/** How long typing rests before its words are looked for, in milliseconds, and how many rows of each list show. */
const restMs = 200;
const limit = 4;

/** Entries and requests that hold the text; both empty until there are two letters of it. */
export function useFound(text: string): { found: Found; searching: boolean } {
  const client = useClient();
  const [words] = useDebouncedValue(text.trim(), restMs);
  const wanted = words.length >= 2;
  const query = useQuery({
    queryKey: ['palette search', words],
    enabled: wanted,
    queryFn: async () => {
      const filter = { text: words };
      const [entries, traffic] = await Promise.all([
        client.call('entries.list', { filter, limit }),
        client.call('traffic.list', { filter, limit }),
      ]);
      return { entries: entries.items, traffic: traffic.items };
    },
  });
  const found = wanted && query.data !== undefined ? query.data : { entries: [], traffic: [] };
  return { found, searching: wanted && query.isFetching };
}
