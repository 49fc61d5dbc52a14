import { consoleOrigin } from './console-address.ts';
import type { PageFindings } from './self-test-page.ts';

/** One thing that was looked at. */
export interface Check {
  name: string;
  ok: boolean;
  /** What was found, for the reader of a failure. */
  detail: string;
}

const check = (name: string, ok: boolean, detail: unknown): Check => ({ name, ok, detail: describe(detail) });

const describe = (detail: unknown): string => (typeof detail === 'string' ? detail : JSON.stringify(detail));

/** Judges what the page found when it tried what it must not be able to do. */
export function judgePage(page: PageFindings): Check[] {
  const granted = Object.entries(page.permissions).filter(([, state]) => state !== 'denied' && state !== 'blocked');
  return [
    check('page has the console’s origin', page.origin === consoleOrigin, page.origin),
    check('context isolation: nothing of Node in the page', page.leaked.length === 0, page.leaked),
    check('preload surface is call and subscribe', describe(page.bridge) === '["call","subscribe"]', page.bridge),
    check('preload surface is frozen', page.bridgeFrozen, page.bridgeFrozen),
    check('content security policy is sent', page.policy?.startsWith("default-src 'none'") === true, page.policy),
    check('code from text is blocked', page.evaluated === 'blocked', page.evaluated),
    check('requests to other hosts are blocked', page.fetched === 'blocked', page.fetched),
    check('new windows are blocked', page.opened === 'blocked', page.opened),
    check('foreign frames are blocked', page.framed === 'blocked', page.framed),
    check('permissions are denied', granted.length === 0, page.permissions),
    check('the main frame may call operations', isAnswer(page.call, true), page.call),
    check('unknown operations are refused', isAnswer(page.badCall, false), page.badCall),
  ];
}

const isAnswer = (value: unknown, ok: boolean): boolean =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === ok;

/** Where the page is after it was told to go elsewhere. */
export function judgeNavigation(urlBefore: string, urlAfter: string): Check {
  return check('navigation away is denied', urlAfter === urlBefore, urlAfter);
}

/** What Electron itself calls the frame's origin: the guard of the IPC channel compares with it. */
export function judgeFrameOrigin(origin: string): Check {
  return check('WebFrameMain.origin is the console’s', origin === consoleOrigin, origin);
}

export interface SandboxFacts {
  /** What Electron says of the page's process; it says nothing on Linux. */
  sandboxed: boolean | undefined;
  /** `/proc/<pid>/status` of the page's process on Linux, else null. */
  processStatus: string | null;
}

/** Whether the page's process is in the system's sandbox. On Linux the kernel tells: a seccomp filter is mode 2. */
export function judgeSandbox({ sandboxed, processStatus }: SandboxFacts): Check {
  const seccomp = processStatus === null ? null : (/^Seccomp:\s*(\d)/m.exec(processStatus)?.[1] ?? 'unknown');
  const ok = seccomp === null ? sandboxed === true : seccomp === '2';
  return check('the page’s process is sandboxed', ok, seccomp === null ? { sandboxed } : { seccomp });
}

export interface ProxyAnswer {
  status: string | null;
  match: string | null;
  body: string;
}

/** A request, its repetition and the same in other words. */
export function judgeProxy(miss: ProxyAnswer, exact: ProxyAnswer, meaning: ProxyAnswer): Check[] {
  return [
    check('proxied request is a miss', miss.status === 'miss', miss),
    check('its repetition is an exact hit', exact.match === 'exact' && exact.body === miss.body, exact),
    check('other words are a hit by meaning', meaning.match === 'semantic' && meaning.body === miss.body, meaning),
  ];
}

/** Health of a part of the core, by its own word. */
export function judgeHealth(name: string, found: { state: string; reason: string | null } | undefined): Check {
  return check(name, found?.state === 'ok', found ?? 'not there');
}
