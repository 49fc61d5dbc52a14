import type { ClientGuide } from '../model/client-guides.ts';
import { CodeBlock } from '../ui/code-block.tsx';

/** The settings of one tool, ready to copy. */
export function ClientCard({ guide, proxyUrl }: { guide: ClientGuide; proxyUrl: string }) {
  const { name, snippets, cached, note } = guide;
  return (
    <article className="client-card">
      <h2>{name}</h2>
      {snippets(proxyUrl).map(({ where, code }) => (
        <div key={where}>
          <p className="client-where">{where}</p>
          <CodeBlock code={code} label={`${name}: ${where}`} />
        </div>
      ))}
      <p className="dim">{cached}</p>
      {note === undefined ? null : <p>{note}</p>}
    </article>
  );
}
