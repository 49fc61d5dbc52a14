import { useOperation } from '../client/use-operation.ts';
import { QueryView } from '../ui/query-view.tsx';
import { SettingsForm } from './settings-form.tsx';
import './settings.css';

export function SettingsScreen() {
  const settings = useOperation('settings.get', {});
  return (
    <QueryView query={settings}>{(value) => <SettingsForm settings={value.settings} file={value.file} />}</QueryView>
  );
}
