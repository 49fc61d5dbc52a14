export function EntriesScreen(_: { id?: string | null; query?: string }) { return <p>Entries</p>; }
