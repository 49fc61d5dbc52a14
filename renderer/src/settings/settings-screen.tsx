export function SettingsScreen(_: { id?: string | null; query?: string }) { return <p>Settings</p>; }
