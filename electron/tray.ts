import type { MenuItemConstructorOptions } from 'electron';
import type { BuiltMenu, ElectronFacade } from './electron-facade.ts';
import { trayImage } from './tray-image.ts';
import { trayIcon, trayModel, trayTooltip, type TrayAction, type TrayItem, type TrayState } from './tray-model.ts';

export interface TrayParts {
  electron: Pick<ElectronFacade, 'Menu' | 'Tray' | 'nativeTheme'>;
  platform: NodeJS.Platform;
  /** Folder of the pictures. */
  icons: string;
  /** `XDG_CURRENT_DESKTOP`. */
  desktop: string;
  onAction: (action: TrayAction) => void;
  /** The icon itself was clicked. */
  onClick: () => void;
}

export interface TrayView {
  render: (state: TrayState) => void;
  destroy: () => void;
}

/** Puts the tray's model on the screen. Whoever calls keeps the view: a collected Tray disappears. */
export function createTray(parts: TrayParts, first: TrayState): TrayView {
  const { electron, platform } = parts;
  let state = first;
  let shown = '';
  let menu: BuiltMenu | null = null;
  const tray = new electron.Tray(image());

  function image(): string {
    const { shouldUseDarkColors, shouldUseDarkColorsForSystemIntegratedUI } = electron.nativeTheme;
    return trayImage(parts.icons, trayIcon(state), {
      platform,
      dark: platform === 'win32' ? shouldUseDarkColorsForSystemIntegratedUI : shouldUseDarkColors,
      desktop: parts.desktop,
    });
  }

  const choose = (action: TrayAction): void => {
    // The system has ticked a box or a radio item by itself; the next rendering shows what really came of it.
    if (action.kind === 'mode' || action.kind === 'login') shown = '';
    parts.onAction(action);
  };

  const render = (next: TrayState): void => {
    state = next;
    const items = trayModel(state);
    const picture = image();
    // Replacing a menu that is open closes it on Linux, so only a change is worth it.
    const key = JSON.stringify([picture, items]);
    if (key === shown) return;
    shown = key;
    tray.setImage(picture);
    tray.setToolTip(trayTooltip(state));
    menu = electron.Menu.buildFromTemplate(items.map((item) => menuItem(item, choose)));
    // Linux never reports a right click, and takes over changes only when the menu is set again.
    if (platform === 'linux') tray.setContextMenu(menu);
  };

  if (platform !== 'linux') {
    // With a menu set, macOS opens it on every click; so it is opened by hand, and a left click is free for the window.
    tray.setIgnoreDoubleClickEvents(true);
    tray.on('right-click', () => {
      if (menu !== null) tray.popUpContextMenu(menu);
    });
    tray.on('click', parts.onClick);
  }
  electron.nativeTheme.on('updated', () => render(state));
  render(first);
  return { render, destroy: () => tray.destroy() };
}

/** A single `&` would mark the next letter as a shortcut. */
const label = (text: string): string => text.replaceAll('&', '&&');

function menuItem(item: TrayItem, onAction: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (item.type === 'separator') return { type: 'separator' };
  const named = { label: label(item.label) };
  if (item.type === 'text') return { ...named, enabled: false };
  if (item.type === 'submenu') {
    return { ...named, enabled: item.enabled, submenu: item.items.map((inner) => menuItem(inner, onAction)) };
  }
  const click = (): void => onAction(item.action);
  return item.type === 'action'
    ? { ...named, enabled: item.enabled, click }
    : { ...named, type: item.type, checked: item.checked, click };
}
