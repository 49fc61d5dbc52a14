import type { SettingKind } from '../model/setting-fields.ts';

interface Choice {
  value: string;
  label: string;
}

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const levels = [
  { value: 'off', label: 'Off: identical requests only' },
  { value: 'strict', label: 'Strict: 99 % right' },
  { value: 'balanced', label: 'Balanced: 97 % right' },
  { value: 'relaxed', label: 'Relaxed: 95 % right' },
  { value: 'custom', label: 'Own target' },
];

const modes = [
  { value: 'live', label: 'Live: fresh answers, else the upstream' },
  { value: 'prefer-cache', label: 'Prefer cache: expired answers too' },
  { value: 'replay-only', label: 'Replay only: nothing goes upstream' },
  { value: 'refresh', label: 'Refresh: always ask and store anew' },
  { value: 'pause', label: 'Pause: pass everything through' },
];

const callers = [
  { value: 'off', label: 'Not looked for' },
  { value: 'shown', label: 'Shown in Traffic' },
  { value: 'project', label: 'Shown, and the project of requests that name none' },
];

const updates = [
  { value: 'off', label: 'Never' },
  { value: 'notify', label: 'Say so' },
  { value: 'install', label: 'Fetch it, and ask before installing' },
];

/** What the kinds of settings that are chosen from a list offer. */
export const settingChoices: Partial<Record<SettingKind, readonly Choice[]>> = {
  theme: themes,
  level: levels,
  mode: modes,
  caller: callers,
  updates,
};
