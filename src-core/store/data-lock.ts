/* stand-in while the real one is written */
export interface InstanceInfo { pid: number; url: string | null; token: string; startedAt: number }
export interface DataLock { publish: (info: InstanceInfo) => void; release: () => void }
export function acquireDataLock(_dir: string): { acquired: true; lock: DataLock } | { acquired: false; holder: InstanceInfo | null } {
  return { acquired: true, lock: { publish: () => undefined, release: () => undefined } };
}
export function readInstance(_dir: string): InstanceInfo | null { return null; }
