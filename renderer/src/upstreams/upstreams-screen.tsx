export function UpstreamsScreen(_: { id?: string | null; query?: string }) { return <p>Upstreams</p>; }
