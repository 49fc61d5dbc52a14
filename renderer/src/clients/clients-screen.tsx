export function ClientsScreen(_: { id?: string | null; query?: string }) { return <p>Clients</p>; }
