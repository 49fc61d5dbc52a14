import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { OperationInput, OperationName, OperationResult } from '../../../src-core/contracts/operations.ts';
import { useToast } from '../ui/toast-context.ts';
import { useClient } from './client-context.ts';
import { messageOf } from './client-error.ts';

type Act = <Name extends OperationName>(
  name: Name,
  params: OperationInput<Name>,
  options: { refresh: readonly string[]; done?: (result: OperationResult<Name>) => void },
) => void;

/**
 * Carries out commands that outlive what they were given from: a row that its own command removes, or a message whose
 * Undo is pressed on another screen. `refresh` names the queries to ask again, by the first part of their key.
 */
export function useAction(): Act {
  const client = useClient();
  const queries = useQueryClient();
  const toast = useToast();
  const { mutateAsync } = useMutation({ mutationFn: (run: () => Promise<void>) => run() });
  return useCallback<Act>(
    (name, params, { refresh, done }) => {
      const run = async (): Promise<void> => {
        const result = await client.call(name, params);
        done?.(result);
      };
      mutateAsync(run)
        .catch((error: unknown) => toast({ message: messageOf(error), tone: 'bad' }))
        .finally(() => {
          for (const query of refresh) void queries.invalidateQueries({ queryKey: [query] });
        });
    },
    [client, queries, toast, mutateAsync],
  );
}
