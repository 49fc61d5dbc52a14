import type { MenuItemConstructorOptions } from 'electron';

/** The window's menu. Without it macOS has no copy and paste, and a Linux user without a tray no way to quit. */
export function appMenu(
  platform: NodeJS.Platform,
  devTools: boolean,
  openLicences: () => void,
): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    ...(devTools ? [{ role: 'toggleDevTools' as const }] : []),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  return [
    platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: '&File', submenu: [{ role: 'close' }, { type: 'separator' }, { role: 'quit' }] },
    { role: 'editMenu' },
    { label: platform === 'darwin' ? 'View' : '&View', submenu: view },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        // macOS has it in the menu that bears the app's name.
        ...(platform === 'darwin' ? [] : [{ role: 'about' as const }]),
        { label: 'Third-Party Licences', click: openLicences },
      ],
    },
  ];
}
