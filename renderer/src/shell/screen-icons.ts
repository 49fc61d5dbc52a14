import { Boxes, ChartNoAxesColumn, FlaskConical, List, Plug, Server, Settings, type LucideIcon } from 'lucide-react';
import type { Screen } from '../router/route.ts';

export const screenIcons: Record<Screen, LucideIcon> = {
  overview: ChartNoAxesColumn,
  traffic: List,
  entries: Boxes,
  lab: FlaskConical,
  upstreams: Server,
  clients: Plug,
  settings: Settings,
};
