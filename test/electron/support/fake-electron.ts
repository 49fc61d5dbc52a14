import { fork, type ChildProcess } from 'node:child_process';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type {
  AboutPanelOptionsOptions,
  BrowserWindowConstructorOptions,
  CustomScheme,
  ForkOptions,
  LoginItemSettingsOptions,
  MenuItemConstructorOptions,
  MessageBoxOptions,
} from 'electron';
import type {
  BuiltMenu,
  ElectronFacade,
  ShellIpcEvent,
  ShellUtilityProcess,
} from '../../../electron/electron-facade.ts';

/** An event as Electron hands it out, which remembers whether its default was prevented. */
export function cancellable<Details extends object>(details: Details = {} as Details) {
  return {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

class FakeContents extends EventEmitter {
  readonly mainFrame = { origin: 'app://semcache' };
  url = 'app://semcache/';
  /** What the page answers to a script; a test sets it. */
  runScript: (code: string) => unknown = () => undefined;
  executeJavaScript = async (code: string): Promise<unknown> => this.runScript(code);
  getURL = (): string => this.url;
  getOSProcessId = (): number => 4711;
  readonly sent: { channel: string; values: unknown[] }[] = [];
  openWindow: (details: { url: string }) => { action: 'deny' } = () => {
    throw new Error('no handler for new windows');
  };
  isDestroyed = (): boolean => false;
  send(channel: string, ...values: unknown[]): void {
    this.sent.push({ channel, values });
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void {
    this.openWindow = handler;
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly options: BrowserWindowConstructorOptions;
  readonly urls: string[] = [];
  visible = false;
  destroyed = false;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.urls.push(url);
    await Promise.resolve();
    this.emit('ready-to-show');
  }
  show = (): void => void (this.visible = true);
  hide = (): void => void (this.visible = false);
  focus = (): void => undefined;
  restore = (): void => undefined;
  isDestroyed = (): boolean => this.destroyed;
  isFocused = (): boolean => this.visible;
  isMinimized = (): boolean => false;
  isVisible = (): boolean => this.visible;
  /** What the window's close button does. */
  pressClose(): void {
    const event = cancellable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.destroyed = true;
    this.visible = false;
    this.emit('closed');
  }
}

export class FakeMenu implements BuiltMenu {
  readonly items: MenuItemConstructorOptions[];
  constructor(items: MenuItemConstructorOptions[]) {
    this.items = items;
  }
  closePopup = (): void => undefined;
}

export class FakeTray extends EventEmitter {
  image: string;
  toolTip = '';
  destroyed = false;
  /** Every menu that was set or popped up, newest last. */
  readonly menus: FakeMenu[] = [];
  readonly popUps: FakeMenu[] = [];
  constructor(image: string) {
    super();
    this.image = image;
  }
  setImage(image: string): void {
    this.image = image;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: BuiltMenu | null): void {
    if (menu instanceof FakeMenu) this.menus.push(menu);
  }
  popUpContextMenu(menu?: BuiltMenu): void {
    if (menu instanceof FakeMenu) this.popUps.push(menu);
  }
  setIgnoreDoubleClickEvents = (): void => undefined;
  destroy(): void {
    this.destroyed = true;
  }
}

/** A keychain that encrypts for real, so that what lies on disk can be searched for the secret. */
class FakeKeyStore {
  backend: ReturnType<ElectronFacade['safeStorage']['getSelectedStorageBackend']> = 'gnome_libsecret';
  isAvailable = true;
  /** Replaced when the keychain is reset: what was sealed before cannot be opened. */
  secret = randomBytes(32);
  rotated = false;
  getSelectedStorageBackend = () => this.backend;
  isAsyncEncryptionAvailable = async (): Promise<boolean> => this.isAvailable;
  encryptStringAsync = async (text: string): Promise<Buffer> => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.secret, iv);
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  };
  decryptStringAsync = async (sealed: Buffer) => {
    const decipher = createDecipheriv('aes-256-gcm', this.secret, sealed.subarray(0, 12)).setAuthTag(
      sealed.subarray(-16),
    );
    const result = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString();
    return { result, shouldReEncrypt: this.rotated };
  };
}

export class FakeNotification extends EventEmitter {
  readonly options: { title: string; body: string };
  shown = false;
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show = (): void => void (this.shown = true);
}

class FakeApp extends EventEmitter {
  isPackaged = true;
  /** Calls in their order, for what must come before what. */
  readonly calls: string[] = [];
  readonly paths = new Map<string, string>();
  hasLock = true;
  exitCode: number | null = null;
  #ready = Promise.withResolvers<void>();
  #exited = Promise.withResolvers<number>();
  enableSandbox = (): void => void this.calls.push('enableSandbox');
  setName = (name: string): void => void this.calls.push(`setName ${name}`);
  setAppUserModelId = (): void => void this.calls.push('setAppUserModelId');
  about: AboutPanelOptionsOptions = {};
  setAboutPanelOptions = (options: AboutPanelOptionsOptions): void => void (this.about = options);
  /** What the system has about starting at login. */
  loginItem: ReturnType<ElectronFacade['app']['getLoginItemSettings']> = {
    openAtLogin: false,
    status: 'not-registered',
    wasOpenedAtLogin: false,
  };
  metrics: { pid: number; sandboxed?: boolean }[] = [];
  getAppMetrics = () => this.metrics;
  readonly loginQueries: unknown[] = [];
  getLoginItemSettings = (options?: LoginItemSettingsOptions) => {
    this.loginQueries.push(options);
    return this.loginItem;
  };
  setLoginItemSettings = (settings: { openAtLogin: boolean; args?: string[] }): void => {
    this.calls.push(`setLoginItemSettings ${JSON.stringify(settings)}`);
    this.loginItem = { ...this.loginItem, openAtLogin: settings.openAtLogin };
  };
  setPath = (name: string, path: string): void => {
    this.calls.push(`setPath ${name}`);
    this.paths.set(name, path);
  };
  requestSingleInstanceLock = (): boolean => {
    this.calls.push('requestSingleInstanceLock');
    return this.hasLock;
  };
  whenReady = (): Promise<void> => {
    this.calls.push('whenReady');
    return this.#ready.promise;
  };
  becomeReady(): void {
    this.#ready.resolve();
  }
  /** As Electron: asks by event first, then leaves. */
  quit = (): void => {
    this.calls.push('quit');
    const event = cancellable();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  };
  exit = (code = 0): void => {
    this.calls.push(`exit ${String(code)}`);
    this.exitCode ??= code;
    this.#exited.resolve(this.exitCode);
  };
  get exited(): Promise<number> {
    return this.#exited.promise;
  }
}

type PermissionRequest = Parameters<ElectronFacade['session']['defaultSession']['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<ElectronFacade['session']['defaultSession']['setPermissionCheckHandler']>[0];
type RequestFilter = Parameters<ElectronFacade['session']['defaultSession']['webRequest']['onBeforeRequest']>[0];

class FakeSession {
  #request: PermissionRequest = unset;
  #check: PermissionCheck = unset;
  #device: () => boolean = unset;
  #filter: RequestFilter = unset;
  readonly webRequest = { onBeforeRequest: (filter: RequestFilter): void => void (this.#filter = filter) };
  setPermissionRequestHandler = (handler: PermissionRequest): void => void (this.#request = handler);
  setPermissionCheckHandler = (handler: PermissionCheck): void => void (this.#check = handler);
  setDevicePermissionHandler = (handler: () => boolean): void => void (this.#device = handler);

  grantsRequest(permission: string, requestingUrl: string): Promise<boolean> {
    return new Promise((resolve) => this.#request(null, permission, resolve, { requestingUrl }));
  }
  grantsCheck = (permission: string, origin: string): boolean => this.#check(null, permission, origin);
  grantsDevice = (): boolean => this.#device();
  cancels(url: string): Promise<boolean> {
    return new Promise((resolve) => this.#filter({ url }, ({ cancel }) => resolve(cancel)));
  }
}

const unset = (): never => {
  throw new Error('no handler was set');
};

/** A recorded stand-in for Electron; `satisfies` holds it to the facade that the real module satisfies too. */
export function createFakeElectron() {
  const app = new FakeApp();
  const windows: FakeWindow[] = [];
  const trays: FakeTray[] = [];
  const copied: string[] = [];
  const opened: string[] = [];
  const openedPaths: string[] = [];
  const notifications: FakeNotification[] = [];
  const errorBoxes: { title: string; content: string }[] = [];
  const questions: MessageBoxOptions[] = [];
  const answers: ((options: MessageBoxOptions) => number)[] = [];
  const handlers = new Map<string, (event: ShellIpcEvent, ...values: unknown[]) => unknown>();
  const utilityProcesses: FakeUtilityProcess[] = [];
  const schemes: CustomScheme[] = [];
  const protocols = new Map<string, (request: Request) => Promise<Response>>();
  let applicationMenu: FakeMenu | null = null;
  const nativeTheme = Object.assign(new EventEmitter(), {
    shouldUseDarkColors: false,
    shouldUseDarkColorsForSystemIntegratedUI: false,
  });
  const powerMonitor = new EventEmitter();
  const ipcMain = Object.assign(new EventEmitter(), {
    handle: (channel: string, listener: (event: ShellIpcEvent, ...values: unknown[]) => unknown) => {
      if (handlers.has(channel)) throw new Error(`second handler for ${channel}`);
      handlers.set(channel, listener);
    },
  });
  const keyStore = new FakeKeyStore();
  const session = { defaultSession: new FakeSession() };

  const electron = {
    app,
    BrowserWindow: class extends FakeWindow {
      constructor(options: BrowserWindowConstructorOptions) {
        super(options);
        windows.push(this);
        app.emit('web-contents-created', {}, this.webContents);
      }
    },
    utilityProcess: {
      fork: (path, args, options) => {
        const child = new FakeUtilityProcess(path, args, options);
        utilityProcesses.push(child);
        return child;
      },
    },
    Tray: class extends FakeTray {
      constructor(image: string) {
        super(image);
        trays.push(this);
      }
    },
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => new FakeMenu(template),
      setApplicationMenu: (menu: BuiltMenu | null) => {
        applicationMenu = menu instanceof FakeMenu ? menu : null;
      },
    },
    clipboard: {
      writeText: async (text: string) => void copied.push(text),
    },
    dialog: {
      showErrorBox: (title: string, content: string) => void errorBoxes.push({ title, content }),
      showMessageBox: async (options: MessageBoxOptions) => {
        questions.push(options);
        const answer = answers.shift();
        return { response: answer === undefined ? (options.cancelId ?? 0) : answer(options) };
      },
    },
    ipcMain,
    nativeTheme,
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: (added: CustomScheme[]) => {
        app.calls.push('registerSchemesAsPrivileged');
        schemes.push(...added);
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void protocols.set(scheme, handler),
    },
    session,
    Notification: class extends FakeNotification {
      static isSupported = (): boolean => true;
      constructor(options: { title: string; body: string }) {
        super(options);
        notifications.push(this);
      }
    },
    safeStorage: keyStore,
    shell: {
      openExternal: async (url: string) => void opened.push(url),
      openPath: async (path: string) => {
        openedPaths.push(path);
        return '';
      },
    },
  } satisfies ElectronFacade;

  return {
    utilityProcesses,
    electron,
    app,
    windows,
    trays,
    copied,
    opened,
    keyStore,
    openedPaths,
    notifications,
    errorBoxes,
    questions,
    /** Chooses the button of this label in the next message box. */
    answerNext: (label: string) =>
      void answers.push((options) => {
        const index = options.buttons?.indexOf(label) ?? -1;
        if (index < 0) throw new Error(`no button "${label}" among ${String(options.buttons)}`);
        return index;
      }),
    schemes,
    protocols,
    nativeTheme,
    powerMonitor,
    session: session.defaultSession,
    applicationMenu: () => applicationMenu,
    /** Calls a channel as a frame would; without `frame`, as the console's own main frame. */
    invoke: (channel: string, values: unknown[], frame: ShellIpcEvent['senderFrame'] = consoleFrame) => {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`no handler for ${channel}`);
      return handler({ senderFrame: frame }, ...values);
    },
    /** Every channel that answers, whichever way it was registered. */
    channels: () => [...handlers.keys(), ...ipcMain.eventNames().map(String)],
  };
}

export type FakeElectron = ReturnType<typeof createFakeElectron>;

export const consoleFrame = { origin: 'app://semcache', parent: null };

/** What a utility process has instead of process.send: messages come wrapped in an event. */
const parentPort = `
  const send = process.send.bind(process);
  process.parentPort = {
    postMessage: send,
    on: (name, listener) => process.on(name, (data) => listener({ data })),
  };
  process.on('disconnect', () => process.exit(0));
  process.send = undefined;
`;

/** A real process with a utility process's way of talking; Electron's own switches mean nothing to Node. */
export class FakeUtilityProcess extends EventEmitter implements ShellUtilityProcess {
  readonly options: ForkOptions;
  readonly pid: number | undefined;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly #child: ChildProcess;
  ended = false;

  constructor(path: string, args: string[], options: ForkOptions) {
    super();
    this.options = options;
    const { env } = options as { env?: NodeJS.ProcessEnv };
    this.#child = fork(path, args, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(parentPort)}`],
      ...(env === undefined ? {} : { env }),
    });
    this.pid = this.#child.pid;
    this.stderr = this.#child.stderr;
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => {
      this.ended = true;
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill();
  }
}
