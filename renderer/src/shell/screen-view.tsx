import type { ReactNode } from 'react';
import type { Route, Screen } from '../router/route.ts';
import { ClientsScreen } from '../clients/clients-screen.tsx';
import { EntriesScreen } from '../entries/entries-screen.tsx';
import { OverviewOrGuide } from '../first-run/overview-or-guide.tsx';
import { LabScreen } from '../lab/lab-screen.tsx';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { TrafficScreen } from '../traffic/traffic-screen.tsx';
import { UpstreamsScreen } from '../upstreams/upstreams-screen.tsx';

const views: Record<Screen, (route: Route) => ReactNode> = {
  overview: () => <OverviewOrGuide />,
  traffic: ({ id, query }) => <TrafficScreen id={id} query={query} />,
  entries: ({ id, query }) => <EntriesScreen id={id} query={query} />,
  lab: ({ query }) => <LabScreen query={query} />,
  upstreams: () => <UpstreamsScreen />,
  clients: () => <ClientsScreen />,
  settings: ({ query }) => <SettingsScreen part={query} />,
};

export function ScreenView({ route }: { route: Route }) {
  return views[route.screen](route);
}
