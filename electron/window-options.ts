import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowLooks {
  preload: string;
  icon: string;
  /** Background until the page has painted. */
  dark: boolean;
  /** Developer tools: in development, never in the shipped app. */
  devTools: boolean;
}

/** Options of the one window; a test holds them against Electron's security checklist. */
export function mainWindowOptions({ preload, icon, dark, devTools }: WindowLooks): BrowserWindowConstructorOptions {
  return {
    // Size and place are remembered under this name.
    name: 'main',
    windowStatePersistence: true,
    title: 'Semcache',
    icon,
    width: 1200,
    height: 800,
    minWidth: 720,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: dark ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools,
      // On Windows and Linux it would download dictionaries from Google.
      spellcheck: false,
    },
  };
}
