import type { TrafficRow } from '../../../src-core/contracts/views.ts';
import type { ClientGuide, GuideUrls } from '../model/guides/guide.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { SeenState } from './seen-state.tsx';

interface ClientCardProps {
  guide: ClientGuide;
  urls: GuideUrls;
  seen: TrafficRow | undefined;
}

/** The settings of one tool, ready to copy, and whether it has come. */
export function ClientCard({ guide, urls, seen }: ClientCardProps) {
  const { name, snippets, cached, note, agent } = guide;
  return (
    <article className="client-card" data-seen={seen !== undefined || undefined}>
      <h3>{name}</h3>
      {snippets(urls).map(({ where, code }) => (
        <div key={where}>
          <p className="client-where">{where}</p>
          <CodeBlock code={code} label={`${name}: ${where}`} />
        </div>
      ))}
      <p className="dim">{cached}</p>
      {note === undefined ? null : <p>{note}</p>}
      <SeenState agent={agent} seen={seen} />
    </article>
  );
}
