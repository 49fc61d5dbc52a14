import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { firstRunStage, type FirstRunStage } from '../model/first-run.ts';

/** The stage of someone new; null for everyone else, and once the card was closed. */
export function useFirstRun(): { stage: FirstRunStage | null; close: () => void } {
  const month = useOperation('overview.get', { range: '30d' });
  const [begun, setBegun] = useState(false);
  const [closed, setClosed] = useState(false);
  const stage = month.data === undefined ? null : firstRunStage(month.data.totals);
  // Who saw the first steps sees the last one done as well.
  if (stage !== null && stage !== 'done' && !begun) setBegun(true);
  return { stage: closed || (stage === 'done' && !begun) ? null : stage, close: () => setClosed(true) };
}
