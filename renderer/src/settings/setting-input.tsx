import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import type { SettingField } from '../model/setting-fields.ts';
import { defaultDraft } from '../model/settings-draft.ts';
import { ModelSelect } from './model-select.tsx';
import { settingChoices } from './setting-choices.ts';
import { UpstreamSelect } from './upstream-select.tsx';

interface SettingInputProps {
  field: SettingField;
  value: string | boolean;
  problem: string | null;
  onChange: (value: string | boolean) => void;
}

/** The control of one setting, and the way back to its default when it has another value. */
export function SettingInput(props: SettingInputProps) {
  const { field, value, onChange } = props;
  const byDefault = defaultDraft[field.id];
  return (
    <div className="setting-row">
      <Control {...props} />
      {byDefault === undefined || byDefault === value ? null : (
        <button type="button" className="setting-reset" onClick={() => onChange(byDefault)}>
          <RotateCcw size={11} aria-hidden /> Default: {wordsOf(field, byDefault)}
          <span className="visually-hidden">, reset {field.label}</span>
        </button>
      )}
    </div>
  );
}

function wordsOf({ kind }: SettingField, value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return settingChoices[kind]?.find((choice) => choice.value === value)?.label ?? (value === '' ? 'none' : value);
}

function Control({ field, value, problem, onChange }: SettingInputProps) {
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
  const choices = settingChoices[kind];
  if (choices !== undefined) return <NativeSelect data={[...choices]} {...shared} />;
  if (kind === 'upstream') return <UpstreamSelect {...shared} />;
  if (kind === 'model') return <ModelSelect {...shared} />;
  if (kind === 'lines' || kind === 'model times') return <Textarea rows={3} spellCheck={false} {...shared} />;
  return <TextInput spellCheck={false} inputMode={kind === 'whole' ? 'numeric' : 'text'} {...shared} />;
}
