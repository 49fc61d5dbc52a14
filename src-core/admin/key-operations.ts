import { SemcacheError } from '../contracts/errors.ts';
import { operations } from '../contracts/operations.ts';
import type { UpstreamView } from '../contracts/views.ts';
import { bind } from './operations.ts';

export interface KeyOperationDeps {
  upstreams: () => UpstreamView[];
  /** Throws SemcacheError key_store_unavailable. */
  setUpstreamKey: (upstream: string, origin: string, key: string | null) => Promise<void>;
  changed: (topic: 'upstreams') => void;
}

/** Operations on keys. None of them gives a key back. */
export function keyOperations({ upstreams, setUpstreamKey, changed }: KeyOperationDeps) {
  return {
    'upstreams.setKey': bind(operations['upstreams.setKey'], async ({ name, key }) => {
      const found = upstreams().find((upstream) => upstream.name === name);
      // An upstream that is gone may still have a key to be taken away.
      if (key !== null && found === undefined) {
        throw new SemcacheError('not_found', `No upstream is called "${name}".`);
      }
      await setUpstreamKey(name, found === undefined ? '' : new URL(found.baseUrl).origin, key);
      changed('upstreams');
      return { items: upstreams() };
    }),
  };
}
