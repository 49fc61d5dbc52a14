import { resolvePortConflict, type PortConflictParts } from './port-conflict.ts';
import type { CorePort } from './core-port.ts';
import { ask } from './tray-state.ts';

export interface PortResolverParts extends Omit<PortConflictParts, 'core' | 'port'> {
  core: PortConflictParts['core'] & Pick<CorePort, 'call'>;
  onFailure: (error: unknown) => void;
}

/** Asks what to do about a port that cannot be opened, one question at a time however often it is called. */
export function createPortResolver({ onFailure, ...parts }: PortResolverParts): () => void {
  let asking = false;
  const resolve = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const { settings } = await ask(parts.core, 'settings.get', {});
      await resolvePortConflict({ ...parts, port: settings.proxy.port });
    } finally {
      asking = false;
    }
  };
  return () => void resolve().catch(onFailure);
}
