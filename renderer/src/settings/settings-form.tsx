import { useState, type FormEvent } from 'react';
import type { Settings } from '../../../src-core/contracts/settings.ts';
import { messageOf } from '../client/client-error.ts';
import { useClient } from '../client/client-context.ts';
import { useCommand } from '../client/use-operation.ts';
import { sectionTitles, settingFields, type SettingField, type SettingSection } from '../model/setting-fields.ts';
import { changeOf, draftOf, type SettingsDraft } from '../model/settings-draft.ts';
import { Panel } from '../ui/panel.tsx';
import { useToast } from '../ui/toast-context.ts';
import { RestartNotice } from './restart-notice.tsx';
import { SaveBar } from './save-bar.tsx';
import { SettingInput } from './setting-input.tsx';
import { settingsParts } from './settings-parts.tsx';

/** All settings on one page. Fields not touched follow the settings, whoever changes them. */
export function SettingsForm({ settings, file }: { settings: Settings; file: string }) {
  const { kind } = useClient();
  const toast = useToast();
  const [touched, setTouched] = useState<SettingsDraft>({});
  const [restart, setRestart] = useState<readonly string[]>([]);
  const save = useCommand('settings.set', [
    'settings.get',
    'status.get',
    'upstreams.list',
    'models.list',
    'shadow.get',
  ]);
  const draft = { ...draftOf(settings), ...touched };
  const { patch, changed, problems } = changeOf(draft, settings);
  const fields = settingFields.filter((field) => field.desktopOnly !== true || kind === 'electron');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const firstProblem = Object.keys(problems)[0];
    if (firstProblem !== undefined) document.getElementById(firstProblem)?.focus();
    else if (changed.length > 0) {
      save.mutate(
        { patch },
        {
          onSuccess: ({ restartNeeded }) => {
            setTouched({});
            setRestart((before) => [...new Set([...before, ...restartNeeded])]);
            toast({ message: 'Settings saved.', tone: 'plain' });
          },
        },
      );
    }
  };
  const input = (field: SettingField) => (
    <SettingInput
      key={field.id}
      field={field}
      value={draft[field.id] ?? ''}
      problem={problems[field.id] ?? null}
      onChange={(value) => setTouched({ ...touched, [field.id]: value })}
    />
  );
  const fieldsPanel = (section: SettingSection) => {
    const own = fields.filter((field) => field.section === section);
    if (own.length === 0) return null;
    return (
      <form onSubmit={submit} noValidate>
        <Panel title={sectionTitles[section]}>
          <div className="setting-list">{own.map(input)}</div>
        </Panel>
      </form>
    );
  };

  return (
    <div className="settings-content">
      <RestartNotice fields={restart} />
      {settingsParts.map(({ id, fields: section, more }) => (
        <div key={id} id={`settings-${id}`} className="settings-part">
          {section === null ? null : fieldsPanel(section)}
          {more?.({ settings, file })}
        </div>
      ))}
      <form className="save-bar-form" onSubmit={submit} noValidate>
        <SaveBar
          changed={changed.length}
          problems={Object.keys(problems).length}
          error={save.error === null ? null : messageOf(save.error)}
          saving={save.isPending}
          onDiscard={() => {
            setTouched({});
            save.reset();
          }}
        />
      </form>
    </div>
  );
}
