import { operations, type OperationQuery, type OperationResult } from '../contracts/operations.ts';
import type { Models } from '../contracts/models.ts';
import { bind } from './operations.ts';

export interface ModelOperationDeps {
  models: {
    list: () => Promise<Models>;
    download: (params: OperationQuery<'models.download'>) => Promise<Models>;
    cancel: () => Promise<OperationResult<'models.cancel'>>;
    use: (name: string) => Promise<Models>;
  };
  changed: (topic: 'settings' | 'status') => void;
}

/** Operations on embedding models. */
export function modelOperations({ models, changed }: ModelOperationDeps) {
  return {
    'models.list': bind(operations['models.list'], () => models.list()),
    'models.download': bind(operations['models.download'], (params) => models.download(params)),
    'models.cancel': bind(operations['models.cancel'], () => models.cancel()),
    'models.use': bind(operations['models.use'], async ({ name }) => {
      const list = await models.use(name);
      changed('settings');
      changed('status');
      return list;
    }),
  };
}
