import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CassetteImport } from '../../../src-core/contracts/cassette.ts';
import { useClient } from '../client/client-context.ts';
import { fileLines, splitCassette } from '../model/cassette-file.ts';

const refresh = ['entry feed', 'status.get'];

/** Sends a cassette to the core in parts; with `dryRun` only has it checked. */
export function useImport(dryRun: boolean) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation<CassetteImport, Error, { file: File; project: string }>({
    mutationFn: async ({ file, project }) => {
      const sum: CassetteImport = { imported: 0, rejected: [] };
      for (const { text, offset } of splitCassette(await file.text())) {
        // One after the other: the store takes them in the order of the file.
        // oxlint-disable-next-line no-await-in-loop
        const part = await client.call('cassette.import', { text, dryRun, ...(project === '' ? {} : { project }) });
        sum.imported += part.imported;
        sum.rejected.push(...fileLines(part.rejected, offset));
      }
      return sum;
    },
    onSettled: async () => {
      if (!dryRun) await Promise.all(refresh.map((query) => queries.invalidateQueries({ queryKey: [query] })));
    },
  });
}
