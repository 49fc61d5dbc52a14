import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import { apiBase } from './base-url.ts';
import { agentGuides } from './guides/agent-guides.ts';
import { appGuides } from './guides/app-guides.ts';
import { frameworkGuides } from './guides/framework-guides.ts';
import type { ClientGuide, GuideUrls } from './guides/guide.ts';
import { sdkGuides } from './guides/sdk-guides.ts';

/** Tools and their settings, only as far as their own sources or documentation say so; docs/providers.md has the same. */
export const clientGuides: readonly ClientGuide[] = [...sdkGuides, ...agentGuides, ...frameworkGuides, ...appGuides];

export const guideKinds: readonly ClientGuide['kind'][] = ['SDKs', 'Coding agents', 'Frameworks', 'Apps and terminals'];

/** Tools that cannot use the proxy, and why. */
export const unreachableClients = [
  {
    name: 'Cursor',
    why: 'Its own servers make the calls, not your machine, so “Override OpenAI Base URL” needs a public address. A proxy on this machine is out of their reach.',
  },
];

/** Addresses for the snippets: those of the proxy, within a project when one is named. */
export function guideUrls(proxyUrl: string, project: string): GuideUrls {
  const root = project === '' ? proxyUrl : `${proxyUrl}/p/${project}`;
  return { root, api: apiBase(root) };
}

/** The newest request of a tool among rows that are newest first. */
export const requestOf = (guide: ClientGuide, rows: readonly TrafficRow[]): TrafficRow | undefined =>
  guide.agent === null ? undefined : rows.find(({ client }) => guide.agent?.pattern.test(client));
