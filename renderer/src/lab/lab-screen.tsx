import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { targetInUse } from '../model/lab-words.ts';
import { QueryView } from '../ui/query-view.tsx';
import { ReplayPanel } from './replay-panel.tsx';
import { TargetBar } from './target-bar.tsx';
import { TryPrompt } from './try-prompt.tsx';
import './lab.css';

/** How long the slider rests before both halves are asked again, in milliseconds. */
const restMs = 250;
/** Where the slider begins while matching is off and no target is in use. */
const startTarget = 0.97;

/** Tries prompts and past requests against any precision target; nothing here touches the cache. */
export function LabScreen({ query }: { query: string }) {
  const settings = useOperation('settings.get', {});
  return (
    <div className="page">
      <QueryView query={settings}>
        {(value) => (
          <Lab text={query} inUse={targetInUse(value.settings.matching)} matching={value.settings.matching} />
        )}
      </QueryView>
    </div>
  );
}

function Lab(props: { text: string; inUse: number | null; matching: Parameters<typeof targetInUse>[0] }) {
  const { text, inUse, matching } = props;
  const [target, setTarget] = useState(inUse ?? startTarget);
  const [asked] = useDebouncedValue(target, restMs);
  return (
    <>
      <TargetBar target={target} onTarget={setTarget} inUse={inUse} matching={matching} />
      <TryPrompt key={text} text={text} target={asked} />
      <ReplayPanel target={asked} inUse={inUse} />
    </>
  );
}
