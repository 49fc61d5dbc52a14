import type * as realElectron from 'electron';
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Clipboard,
  CustomScheme,
  Dialog,
  ForkOptions,
  LoginItemSettings,
  LoginItemSettingsOptions,
  Menu,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NativeTheme,
  ProcessMetric,
  SafeStorage,
  Shell,
  Tray,
} from 'electron';

/** The real module's type, for the test that proves it fits the facade. */
export type RealElectron = typeof realElectron;

/**
 * What the shell uses of Electron, narrowed so that a small fake can stand in for it where no binary exists.
 * Members are written as methods on purpose: Electron's overloads take wider listeners than we pass.
 */
export interface ElectronFacade {
  app: ShellApp;
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  clipboard: Pick<Clipboard, 'writeText'>;
  dialog: ShellDialog;
  ipcMain: ShellIpc;
  Menu: ShellMenus;
  nativeTheme: ShellTheme;
  powerMonitor: { on(event: 'shutdown', listener: () => void): unknown };
  protocol: ShellProtocol;
  session: { readonly defaultSession: ShellSession };
  Notification: {
    new (options: { title: string; body: string }): ShellNotification;
    isSupported(): boolean;
  };
  safeStorage: Pick<
    SafeStorage,
    'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
  >;
  shell: Pick<Shell, 'openExternal' | 'openPath'>;
  Tray: new (image: string) => ShellTray;
  utilityProcess: { fork(path: string, args: string[], options: ForkOptions): ShellUtilityProcess };
}

/** A process of Electron's own kind, as the models use it. */
export interface ShellUtilityProcess {
  readonly pid: number | undefined;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface Cancellable {
  preventDefault(): void;
}

interface ShellApp extends Pick<
  App,
  | 'enableSandbox'
  | 'exit'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'whenReady'
> {
  /** `sandboxed` is told on macOS and Windows only. */
  getAppMetrics(): Pick<ProcessMetric, 'pid' | 'sandboxed'>[];
  getLoginItemSettings(
    options?: LoginItemSettingsOptions,
  ): Pick<LoginItemSettings, 'openAtLogin' | 'status' | 'wasOpenedAtLogin'>;
  setLoginItemSettings(settings: { openAtLogin: boolean; args?: string[] }): void;
  on(event: 'activate' | 'window-all-closed', listener: () => void): unknown;
  on(event: 'before-quit', listener: (event: Cancellable) => void): unknown;
  on(event: 'second-instance', listener: () => void): unknown;
  on(event: 'web-contents-created', listener: (event: unknown, contents: ShellContents) => void): unknown;
}

interface ShellNotification {
  show(): void;
  on(event: 'click', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
}

export interface ShellWindow extends Pick<
  BrowserWindow,
  'focus' | 'hide' | 'isDestroyed' | 'isFocused' | 'isMinimized' | 'isVisible' | 'loadURL' | 'restore' | 'show'
> {
  readonly webContents: ShellContents;
  on(event: 'close', listener: (event: Cancellable) => void): unknown;
  on(event: 'closed' | 'session-end', listener: () => void): unknown;
  once(event: 'ready-to-show', listener: () => void): unknown;
}

export interface ShellContents {
  readonly mainFrame: { readonly origin: string };
  executeJavaScript(code: string): Promise<unknown>;
  getOSProcessId(): number;
  getURL(): string;
  isDestroyed(): boolean;
  send(channel: string, ...values: unknown[]): void;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
  on(event: 'will-navigate', listener: (details: Cancellable & { url: string }) => void): unknown;
  on(event: 'will-frame-navigate', listener: (details: Cancellable & { url: string }) => void): unknown;
  on(event: 'will-redirect', listener: (details: Cancellable & { url: string }) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Cancellable) => void): unknown;
}

/** `senderFrame` is null when the frame is gone by the time the message arrives. */
export interface ShellIpcEvent {
  readonly senderFrame: { readonly origin: string; readonly parent: unknown } | null;
}

export interface ShellIpc {
  handle(channel: string, listener: (event: ShellIpcEvent, ...values: unknown[]) => unknown): void;
  removeAllListeners(channel: string): unknown;
}

export interface ShellDialog extends Pick<Dialog, 'showErrorBox'> {
  showMessageBox(options: MessageBoxOptions): Promise<{ response: number }>;
}

/** A built menu is only ever handed back to Electron. */
export type BuiltMenu = Pick<Menu, 'closePopup'>;

interface ShellMenus {
  buildFromTemplate(template: MenuItemConstructorOptions[]): BuiltMenu;
  setApplicationMenu(menu: BuiltMenu | null): void;
}

interface ShellTheme extends Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseDarkColorsForSystemIntegratedUI'> {
  on(event: 'updated', listener: () => void): unknown;
}

export interface ShellProtocol {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void;
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void;
}

export interface ShellSession {
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
  setDevicePermissionHandler(handler: () => boolean): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string, origin: string) => boolean): void;
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: { requestingUrl: string },
    ) => void,
  ): void;
}

interface ShellTray extends Pick<Tray, 'destroy' | 'setIgnoreDoubleClickEvents' | 'setToolTip'> {
  popUpContextMenu(menu?: BuiltMenu): void;
  setContextMenu(menu: BuiltMenu | null): void;
  setImage(image: string): void;
  on(event: 'click' | 'right-click', listener: () => void): unknown;
}
