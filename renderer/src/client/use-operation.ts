import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OperationInput, OperationName, OperationResult } from '../../../src-core/contracts/operations.ts';
import { useClient } from './client-context.ts';

/** Asks for an operation's value and keeps it up to date by ticks. */
export function useOperation<Name extends OperationName>(
  name: Name,
  params: OperationInput<Name>,
  options: { keepPrevious?: boolean; fresh?: boolean } = {},
) {
  const client = useClient();
  return useQuery<OperationResult<Name>>({
    queryKey: [name, params],
    queryFn: () => client.call(name, params),
    // What must not be trusted a second time is asked for again whenever it is shown.
    ...(options.fresh === true ? { staleTime: 0 } : {}),
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Carries out a command; `refresh` names the queries whose values it changes. */
export function useCommand<Name extends OperationName>(name: Name, refresh: readonly OperationName[] = []) {
  const client = useClient();
  const queries = useQueryClient();
  return useMutation<OperationResult<Name>, Error, OperationInput<Name>>({
    mutationFn: (params) => client.call(name, params),
    onSuccess: async () => {
      await Promise.all(refresh.map((query) => queries.invalidateQueries({ queryKey: [query] })));
    },
  });
}
