import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import type { SettingField } from '../model/setting-fields.ts';
import { UpstreamSelect } from './upstream-select.tsx';

interface SettingInputProps {
  field: SettingField;
  value: string | boolean;
  problem: string | null;
  onChange: (value: string | boolean) => void;
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

/** The control of one setting. */
export function SettingInput({ field, value, problem, onChange }: SettingInputProps) {
  const { id, kind, label, help } = field;
  if (typeof value === 'boolean') {
    return (
      <Switch
        id={id}
        className="setting"
        labelPosition="left"
        label={label}
        description={help}
        error={problem}
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const shared = {
    id,
    className: 'setting',
    label,
    description: help,
    error: problem,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (kind === 'theme') return <NativeSelect data={themes} {...shared} />;
  if (kind === 'level') return <NativeSelect data={levels} {...shared} />;
  if (kind === 'mode') return <NativeSelect data={modes} {...shared} />;
  if (kind === 'caller') return <NativeSelect data={callers} {...shared} />;
  if (kind === 'upstream') return <UpstreamSelect {...shared} />;
  if (kind === 'lines' || kind === 'model times') return <Textarea rows={3} spellCheck={false} {...shared} />;
  return <TextInput spellCheck={false} inputMode={kind === 'whole' ? 'numeric' : 'text'} {...shared} />;
}
