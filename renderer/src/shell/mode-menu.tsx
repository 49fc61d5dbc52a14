import { Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { cacheModeSchema } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { modeList, modeTitle } from '../model/mode-words.ts';
import { useSetMode } from './use-mode.ts';
import './mode-menu.css';

/** How stored answers are used, always in sight and loud when it is not the usual way. */
export function ModeMenu() {
  const modes = useOperation('mode.get', {});
  const settings = useOperation('settings.get', {});
  const setMode = useSetMode();
  if (modes.data === undefined) return null;
  const { mode, projects } = modes.data;
  const off = settings.data?.settings.cache.enabled === false;
  const words = off ? 'Caching off' : modeTitle(mode);
  return (
    <Menu
      position="bottom-end"
      width={340}
      transitionProps={{ duration: 0 }}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className="mode-button" data-loud={off || mode !== 'live'}>
          <span className="visually-hidden">Mode: </span>
          {words}
          <ChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>How stored answers are used</Menu.Label>
        <Menu.RadioGroup value={mode} onChange={(next) => setMode(cacheModeSchema.parse(next), mode)}>
          {modeList.map((item) => (
            <Menu.RadioItem key={item.mode} value={item.mode} closeMenuOnClick>
              <span className="mode-title">{item.title}</span>
              <span className="mode-does">{item.does}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        {off || projects.length > 0 ? <Menu.Divider /> : null}
        {off ? (
          <Menu.Item component="a" href="#/settings?q=cache">
            Caching is off in settings: every request passes through
          </Menu.Item>
        ) : null}
        {projects.map((project) => (
          <Menu.Item key={project.name} component="a" href="#/settings?q=projects">
            {project.name} has a mode of its own: {modeTitle(project.mode)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
