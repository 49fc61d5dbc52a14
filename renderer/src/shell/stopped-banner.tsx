import { Button } from '@mantine/core';
import { useAction } from '../client/use-action.ts';
import { useOperation } from '../client/use-operation.ts';
import { useToast } from '../ui/toast-context.ts';
import './banner.css';

const refresh = ['status.get', 'settings.get', 'shadow.get', 'shadow.list'];

/** Says that checks have stopped answers by meaning, and lets the owner decide. */
export function StoppedBanner() {
  const status = useOperation('status.get', {});
  const act = useAction();
  const toast = useToast();
  const matching = status.data?.health.find(({ part }) => part === 'matching');
  if (matching === undefined || matching.state !== 'degraded') return null;
  const done = (): void => toast({ message: 'Answers by meaning serve again.', tone: 'plain' });
  return (
    <section className="banner" aria-label="Answers by meaning">
      <span>
        <strong>Answers by meaning have stopped.</strong> {matching.reason} Identical requests are answered as before.
      </span>
      <a href="#/settings?q=shadow">See the checks</a>
      <Button variant="default" onClick={() => act('shadow.resume', {}, { refresh, done })}>
        Resume
      </Button>
    </section>
  );
}
