import { SemcacheError } from '../contracts/errors.ts';
import type { UpstreamClient } from './upstream-client.ts';

/**
 * The same client, which calls nobody while `isHeld` says so: whoever forgets to ask before calling is refused here. What
 * is under way goes on.
 */
export function heldClient(client: UpstreamClient, isHeld: () => boolean): UpstreamClient {
  const refuseWhileHeld = (): void => {
    if (isHeld()) throw new SemcacheError('not_in_cache', 'In replay-only nothing goes upstream.');
  };
  return {
    ...client,
    call: async (call) => {
      refuseWhileHeld();
      return client.call(call);
    },
    upgrade: async (call) => {
      refuseWhileHeld();
      return client.upgrade(call);
    },
  };
}
