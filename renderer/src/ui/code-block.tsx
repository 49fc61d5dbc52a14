import { CopyButton } from './copy-button.tsx';
import './code-block.css';

/** Code to copy. It scrolls sideways rather than wrap, unless told to, and can be reached by keyboard to do so. */
export function CodeBlock({ code, label, wrap = false }: { code: string; label: string; wrap?: boolean }) {
  return (
    <div className="code-block" data-wrap={wrap || undefined}>
      {/* What scrolls must be reachable without a mouse. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section tabIndex={0} aria-label={label}>
        <pre>{code}</pre>
      </section>
      <CopyButton text={code} title={`Copy ${label}`} />
    </div>
  );
}
