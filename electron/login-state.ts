/**
 * Whether the app starts when its user logs in, as the operating system has it. `waiting`: macOS wants its owner's
 * approval first. `unavailable`: not for an app that was not packed, since what would be started is Electron alone.
 */
export type LoginState = 'on' | 'off' | 'waiting' | 'unavailable';

export interface LoginItem {
  /** Asked anew each time: the setting has a switch in the system too. */
  read: () => LoginState;
  /** Throws when the system refuses. */
  write: (on: boolean) => void;
}
