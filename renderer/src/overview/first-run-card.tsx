import { CloseButton, Loader } from '@mantine/core';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { apiBase, sampleCurl, sampleModel } from '../model/base-url.ts';
import type { FirstRunStage } from '../model/first-run.ts';
import { CodeBlock } from '../ui/code-block.tsx';
import { Panel } from '../ui/panel.tsx';

/** Three steps from nothing to the first hit; stays until then, and says so when it happens. */
export function FirstRunCard({ stage, onClose }: { stage: FirstRunStage; onClose: () => void }) {
  const status = useOperation('status.get', {});
  if (status.data === undefined) return null;
  const { url, defaultUpstream } = status.data;
  if (url === null) return null;
  return (
    <Panel
      title={stage === 'done' ? 'It works: the first answer came from the cache' : 'Three steps to the first hit'}
      aside={<CloseButton size="sm" aria-label="Close" onClick={onClose} />}
      flush
    >
      <ol className="first-run">
        <Step number={1} title="Give your tool this base URL" done={stage !== 'waiting'}>
          <CodeBlock label="base URL" code={apiBase(url)} />
          <p className="dim">
            It goes on to {defaultUpstream} with your own key, unchanged. <a href="#/clients">Settings for each tool</a>
          </p>
        </Step>
        <Step number={2} title="Send a first request" done={stage !== 'waiting'}>
          <CodeBlock label="first request" code={sampleCurl(url, sampleModel(defaultUpstream))} />
          <Waiting until="the first request" done={stage !== 'waiting'} words="It arrived." />
        </Step>
        <Step number={3} title="Send the same request again" done={stage === 'done'}>
          <p className="dim">
            A complete answer is kept on this machine. The same request then gets it from there, without the upstream.
          </p>
          <ThirdStep stage={stage} />
        </Step>
      </ol>
    </Panel>
  );
}

function ThirdStep({ stage }: { stage: FirstRunStage }) {
  if (stage === 'waiting') return null;
  return <Waiting until="the first hit" done={stage === 'done'} words="Answered from the cache." />;
}

function Waiting({ until, done, words }: { until: string; done: boolean; words: string }) {
  if (done) {
    return (
      <output className="first-run-wait good">
        <Check size={14} aria-hidden /> {words}
      </output>
    );
  }
  return (
    <output className="first-run-wait dim">
      <Loader size={12} color="var(--sc-text-dim)" /> Waiting for {until}…
    </output>
  );
}

function Step(props: { number: number; title: string; done: boolean; children: ReactNode }) {
  return (
    <li>
      <span className="first-run-mark">
        <span className="first-run-number" data-done={props.done || undefined}>
          {props.done ? <Check size={13} aria-label="done" /> : props.number}
        </span>
        {props.title}
      </span>
      {props.children}
    </li>
  );
}
