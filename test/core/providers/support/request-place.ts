import type { RequestPlace } from '../../../../src-core/ports/dialect.ts';

/** A place without query; `headers` by lower-case name. */
export const placeOf = (path: string, headers: Record<string, string> = {}, query = ''): RequestPlace => ({
  path,
  query,
  header: (name) => headers[name],
});
