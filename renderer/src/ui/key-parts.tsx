import type { KeyPart } from '../../../src-core/contracts/outcome.ts';
import { Facts } from './facts.tsx';

/** What makes a request the same as another one: every part has to be equal. */
export function KeyParts({ parts }: { parts: readonly KeyPart[] }) {
  if (parts.length === 0) return <p className="dim">It has no identity: it was not looked up in the cache.</p>;
  return (
    <Facts
      items={parts.map(({ name, value }) => ({ name, value: <code className="key-value">{value || '(empty)'}</code> }))}
    />
  );
}
