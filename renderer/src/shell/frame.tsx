import { useState } from 'react';
import { navigate, useRoute } from '../router/use-route.ts';
import { screens } from '../router/route.ts';
import { openGuide } from '../first-run/guide-store.ts';
import { Palette } from '../palette/palette.tsx';
import { usePaletteKey } from '../palette/use-palette-key.ts';
import { screenTitles } from '../shortcuts/screen-names.ts';
import { ShortcutSheet } from '../shortcuts/shortcut-sheet.tsx';
import { goKeys } from '../shortcuts/shortcut-table.ts';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { ClearCache } from './clear-cache.tsx';
import { Nav } from './nav.tsx';
import { ScreenView } from './screen-view.tsx';
import { StoppedBanner } from './stopped-banner.tsx';
import { TopBar } from './top-bar.tsx';
import { useThemeSetting } from './use-theme-setting.ts';
import './frame.css';

const toScreens = Object.fromEntries(screens.map((screen) => [goKeys(screen), () => navigate({ screen })]));

/** A list's own keys count once it has the focus; these lead there from wherever the page was left. */
const toList = (): void => document.querySelector<HTMLElement>('main [role="grid"]')?.focus();

type Open = 'palette' | 'sheet' | 'clear' | null;

/** What surrounds every screen. */
export function Frame() {
  const route = useRoute();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  useThemeSetting();
  useShortcuts({ '?': () => setOpen('sheet'), j: toList, k: toList, ...toScreens });
  usePaletteKey(() => setOpen(open === 'palette' ? null : 'palette'));
  const doors = {
    openSheet: () => setOpen('sheet'),
    openClear: () => setOpen('clear'),
    openGuide: () => {
      openGuide();
      navigate({ screen: 'overview' });
    },
  };
  return (
    <div className="frame">
      <div className="frame-nav">
        <Nav current={route.screen} />
      </div>
      <header className="frame-header">
        <TopBar title={screenTitles[route.screen]} onPalette={() => setOpen('palette')} onShortcuts={doors.openSheet} />
      </header>
      <div className="frame-banner">
        <StoppedBanner />
      </div>
      <main className="frame-main" key={route.screen}>
        <ScreenView route={route} />
      </main>
      {open === 'palette' ? <Palette doors={doors} onClose={close} /> : null}
      {open === 'sheet' ? <ShortcutSheet onClose={close} /> : null}
      {open === 'clear' ? <ClearCache onClose={close} /> : null}
    </div>
  );
}
