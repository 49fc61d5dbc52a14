import type { Vendor } from './vendors.ts';

/** One slash between segments, and a leading one. Dot segments were resolved by nobody and are kept as sent. */
export function collapseSlashes(path: string): string {
  const collapsed = path.replace(/\/{2,}/g, '/');
  return collapsed.startsWith('/') ? collapsed : `/${collapsed}`;
}

/** `/v1/v1/chat/completions` and `/v1/chat/completions` mean `/chat/completions`: SDKs differ in what their base holds. */
function withoutVersion(path: string): string {
  let rest = path;
  while (rest === '/v1' || rest.startsWith('/v1/')) rest = rest.slice(3);
  return rest;
}

/** Anthropic's calls with whatever base their client had. */
const messagesPath = /^(?:\/anthropic)?(?:\/v1)*(\/messages(?:\/.*)?)$/;

/** Path on a vendor's origin for a client's path, whether or not the client included the vendor's own base. */
export function vendorPath(vendor: Vendor, path: string): string {
  const messages = vendor.messagesBase === undefined ? undefined : messagesPath.exec(path)?.[1];
  if (vendor.messagesBase !== undefined && messages !== undefined) return `${vendor.messagesBase}${messages}`;
  if (vendor.rootPaths.some((root) => (root === '/' ? path === root : path.startsWith(root)))) {
    return collapseVersions(path);
  }
  if (vendor.apiBase === '') return path;
  const rest = withoutVersion(withoutPrefix(path, vendor.apiBase) ?? path);
  return `${vendor.apiBase}${rest}`;
}

function collapseVersions(path: string): string {
  return path.startsWith('/v1/v1') ? `/v1${withoutVersion(path)}` : path;
}

/** Path on a user-named upstream: its base path, then the client's path without what the base already says. */
export function joinBasePath(basePath: string, path: string): string {
  const base = basePath.replace(/\/+$/, '');
  if (base === '') return path;
  const rest = withoutPrefix(path, base) ?? path;
  return base.endsWith('/v1') ? `${base}${withoutVersion(rest)}` : `${base}${rest}`;
}

/** The rest of a path behind a prefix that ends at a segment border; undefined when it does not begin with it. */
export function withoutPrefix(path: string, prefix: string): string | undefined {
  if (path === prefix) return '';
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined;
}
