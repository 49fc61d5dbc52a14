import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { OverviewScreen } from '../overview/overview-screen.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { FirstRunGuide } from './first-run-guide.tsx';
import { useGuideState } from './guide-store.ts';
import { useFirstRequests } from './use-first-requests.ts';

/** The overview, or for an instance without any traffic, the way to have some. */
export function OverviewOrGuide() {
  const state = useGuideState();
  if (state === 'open') return <FirstRunGuide />;
  return state === 'closed' ? <OverviewScreen /> : <GuideForNewcomers />;
}

function GuideForNewcomers() {
  const status = useOperation('status.get', {});
  const requests = useFirstRequests();
  const [begun, setBegun] = useState(false);
  if (status.isError && status.data === undefined) {
    return <ErrorState error={status.error} onRetry={() => void status.refetch()} />;
  }
  if (status.data === undefined || requests === null) return <LoadingState />;
  const isNew = requests.length === 0 && status.data.store.entries === 0;
  // Who saw the first steps sees the last one done as well.
  if (isNew && !begun) setBegun(true);
  return isNew || begun ? <FirstRunGuide /> : <OverviewScreen />;
}
