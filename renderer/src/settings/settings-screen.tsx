import { useEffect } from 'react';
import { useClient } from '../client/client-context.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatRoute } from '../router/route.ts';
import { QueryView } from '../ui/query-view.tsx';
import { SettingsForm } from './settings-form.tsx';
import { settingsParts } from './settings-parts.tsx';
import './settings.css';

/** `part` names the one that the page is scrolled to. */
export function SettingsScreen({ part }: { part: string }) {
  const settings = useOperation('settings.get', {});
  const { kind } = useClient();
  const there = settings.data !== undefined;
  useEffect(() => {
    if (there && part !== '') document.getElementById(`settings-${part}`)?.scrollIntoView();
  }, [there, part]);
  return (
    <QueryView query={settings}>
      {(value) => (
        <div className="settings">
          <nav className="settings-nav" aria-label="Parts of the settings">
            <ul>
              {settingsParts
                .filter(({ desktopOnly }) => desktopOnly !== true || kind === 'electron')
                .map(({ id, title }) => (
                  <li key={id}>
                    <a
                      href={formatRoute({ screen: 'settings', query: id })}
                      aria-current={id === part ? 'true' : undefined}
                      onClick={() => document.getElementById(`settings-${id}`)?.scrollIntoView()}
                    >
                      {title}
                    </a>
                  </li>
                ))}
            </ul>
          </nav>
          <SettingsForm settings={value.settings} file={value.file} />
        </div>
      )}
    </QueryView>
  );
}
