/** The way to whoever started this process. */
export interface ParentChannel {
  send: (message: unknown) => void;
  onMessage: (listener: (message: unknown) => void) => void;
}

/** `process.parentPort` of an Electron utility process; its messages come wrapped in an event. */
interface UtilityPort {
  postMessage: (message: unknown) => void;
  on: (event: 'message', listener: (event: { data: unknown }) => void) => void;
}

/** Finds the parent of a forked Node process or of an Electron utility process; null when there is none. */
export function openParentChannel(): ParentChannel | null {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (isUtilityPort(port)) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    };
  }
  if (process.send === undefined) return null;
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => {
      process.on('message', listener);
      // A parent that was killed cannot end its children; the closed channel tells them.
      process.on('disconnect', () => process.exit(0));
    },
  };
}

function isUtilityPort(value: unknown): value is UtilityPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}
