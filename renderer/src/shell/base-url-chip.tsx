import { Check, Copy } from 'lucide-react';
import { useOperation } from '../client/use-operation.ts';
import { apiBase } from '../model/base-url.ts';
import { useCopy } from '../ui/use-copy.ts';

/** The address that tools are given; a click copies it. */
export function BaseUrlChip() {
  const status = useOperation('status.get', {});
  const { state, copy } = useCopy();
  const url = status.data?.url ?? null;
  if (url === null) return null;
  const base = apiBase(url);
  const words = state === 'copied' ? 'Copied' : state === 'failed' ? 'Copying failed' : base;
  return (
    <button type="button" className="base-url" title="Copy the base URL" onClick={() => copy(base)}>
      <code className="truncate" aria-live="polite">
        {words}
      </code>
      {state === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
      <span className="visually-hidden">Copy the base URL</span>
    </button>
  );
}
