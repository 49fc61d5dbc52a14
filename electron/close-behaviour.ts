/** What closing the window means. */
export type CloseBehaviour = 'hide' | 'quit';

/**
 * Hiding needs a tray to come back from. On Linux one may be missing (GNOME without its extension), which would
 * strand the user: https://github.com/vladimiry/ElectronMail/issues/254.
 */
export function closeBehaviour(closeToTray: boolean, trayVisible: boolean): CloseBehaviour {
  return closeToTray && trayVisible ? 'hide' : 'quit';
}
