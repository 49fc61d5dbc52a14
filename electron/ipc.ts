import { ipcChannels } from '../src-core/contracts/bridge.ts';
import { errorCodes, type ErrorCode } from '../src-core/contracts/errors.ts';
import { isOperationName, type OperationAnswer } from '../src-core/contracts/operations.ts';
import { consoleOrigin } from './console-address.ts';
import type { CorePort } from './core-port.ts';
import type { ShellIpc, ShellIpcEvent } from './electron-facade.ts';

/** Far above what the console sends; an import goes through a file, not through a message. */
const maxParamsBytes = 1024 * 1024;

/**
 * Lets the console call operations, and no one else. Threat: another frame or a page that got loaded in our window
 * uses the channel; so the sender must be the main frame of the console itself.
 */
export function handleCalls(
  ipc: ShellIpc,
  core: Pick<CorePort, 'call'>,
  onFailure: (operation: string, error: unknown) => void,
): void {
  // electron-store tells every frame that asks where the data folder is; our pages have no business with it.
  ipc.removeAllListeners('electron-store-get-data');
  ipc.handle(ipcChannels.call, async (event, name, params): Promise<OperationAnswer> => {
    const refusal = refuse(event, name);
    if (refusal !== null) return failure(refusal);
    const carried = carry(params);
    if (!carried.ok) return failure(carried.code);
    try {
      return await core.call(String(name), carried.params);
    } catch (error) {
      onFailure(String(name), error);
      return failure('internal');
    }
  });
}

function refuse(event: ShellIpcEvent, name: unknown): ErrorCode | null {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || frame.origin !== consoleOrigin) return 'origin_not_allowed';
  return typeof name === 'string' && isOperationName(name) ? null : 'unknown_operation';
}

/** Brings parameters into the form they would have over HTTP, so that one front cannot do what the other cannot. */
function carry(params: unknown): { ok: true; params: unknown } | { ok: false; code: ErrorCode } {
  let text: string;
  try {
    text = JSON.stringify(params ?? {});
  } catch {
    // Cycles and big integers survive structured cloning but have no JSON.
    return { ok: false, code: 'invalid_params' };
  }
  if (Buffer.byteLength(text) > maxParamsBytes) return { ok: false, code: 'request_too_large' };
  const carried: unknown = JSON.parse(text);
  return { ok: true, params: carried };
}

const failure = (code: ErrorCode): OperationAnswer => ({
  ok: false,
  error: { code, message: errorCodes[code].meaning },
});
