import { formatRoute, screens, type Screen } from '../router/route.ts';
import { screenTitles } from '../shortcuts/screen-names.ts';
import { screenIcons } from './screen-icons.ts';
import { StoreMeter } from './store-meter.tsx';
import './nav.css';

/** The way between screens; links, so that the address bar and the back button work as anywhere. */
export function Nav({ current }: { current: Screen }) {
  return (
    <nav className="nav" aria-label="Screens">
      <div className="nav-brand">
        <img src={iconUrl} alt="" width={22} height={22} />
        <span>Semcache</span>
      </div>
      <ul>
        {screens.map((screen) => {
          const Icon = screenIcons[screen];
          return (
            <li key={screen}>
              <a
                className="nav-link"
                href={formatRoute({ screen })}
                aria-current={screen === current ? 'page' : undefined}
              >
                <Icon size={16} aria-hidden />
                <span>{screenTitles[screen]}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <StoreMeter />
    </nav>
  );
}

const iconUrl = new URL('../icon.svg', import.meta.url).href;
