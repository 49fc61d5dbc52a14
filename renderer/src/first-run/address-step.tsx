import { Button } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { apiBase } from '../model/base-url.ts';
import { useCopy } from '../ui/use-copy.ts';
import { GuideStep } from './guide-step.tsx';

/** The one thing that a tool needs to know. */
export function AddressStep({ url, done, onCopied }: { url: string; done: boolean; onCopied: () => void }) {
  const { state, copy } = useCopy();
  const base = apiBase(url);
  return (
    <GuideStep number={2} title="Give your tool this base URL" done={done}>
      <div className="guide-line">
        <code className="guide-address">{base}</code>
        <Button
          variant="default"
          leftSection={state === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
          onClick={() => {
            copy(base);
            onCopied();
          }}
        >
          <span aria-live="polite">
            {state === 'copied' ? 'Copied' : state === 'failed' ? 'Copying failed' : 'Copy'}
          </span>
        </Button>
      </div>
      <p className="dim">
        Most tools take it as <code>OPENAI_BASE_URL</code>. <a href="#/clients">The exact setting for each tool</a>
      </p>
    </GuideStep>
  );
}
