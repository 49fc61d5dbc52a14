import { settingFields } from '../model/setting-fields.ts';

/** Saved settings that the running instance has not taken up. */
export function RestartNotice({ fields }: { fields: readonly string[] }) {
  if (fields.length === 0) return null;
  const labels = fields.map((id) => settingFields.find((field) => field.id === id)?.label ?? id);
  return (
    <output className="restart-notice">
      <strong>Saved, in force after a restart of Semcache:</strong> {labels.join(', ')}
    </output>
  );
}
