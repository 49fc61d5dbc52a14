import { useState } from 'react';
import { navigate, useRoute } from '../router/use-route.ts';
import { screens } from '../router/route.ts';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { Nav } from './nav.tsx';
import { ScreenView } from './screen-view.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { screenKeys, screenTitles } from './shortcuts.ts';
import { TopBar } from './top-bar.tsx';
import { useThemeSetting } from './use-theme-setting.ts';
import './frame.css';

const toScreens = Object.fromEntries(screens.map((screen) => [`g ${screenKeys[screen]}`, () => navigate({ screen })]));

/** What surrounds every screen. */
export function Frame() {
  const route = useRoute();
  const [sheet, setSheet] = useState(false);
  useThemeSetting();
  useShortcuts({ '?': () => setSheet(true), ...toScreens });
  return (
    <div className="frame">
      <div className="frame-nav">
        <Nav current={route.screen} />
      </div>
      <header className="frame-header">
        <TopBar title={screenTitles[route.screen]} onShortcuts={() => setSheet(true)} />
      </header>
      <main className="frame-main" key={route.screen}>
        <ScreenView route={route} />
      </main>
      {sheet ? <ShortcutSheet onClose={() => setSheet(false)} /> : null}
    </div>
  );
}
