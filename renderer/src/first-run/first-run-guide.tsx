import { Button } from '@mantine/core';
import { useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { firstSteps } from '../model/first-steps.ts';
import { EmptyState } from '../ui/states.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { AddressStep } from './address-step.tsx';
import { closeGuide } from './guide-store.ts';
import { HitStep } from './hit-step.tsx';
import { RequestStep } from './request-step.tsx';
import { UpstreamStep } from './upstream-step.tsx';
import { useFirstRequests } from './use-first-requests.ts';
import './first-run.css';

/** From nothing to the first hit, in under a minute; each step says by itself when it is done. */
export function FirstRunGuide() {
  const status = useOperation('status.get', {});
  const steps = firstSteps(useFirstRequests() ?? []);
  const [copied, setCopied] = useState(false);
  const arrived = steps.first !== null;
  return (
    <QueryView query={status}>
      {({ url, dataDir }) => (
        <section className="guide" aria-label="First steps">
          <div className="guide-head">
            <div>
              <h2>
                {steps.hit === null ? 'Four steps to the first hit' : 'It works: the first answer came from the cache'}
              </h2>
              <p className="dim">
                Semcache stands between your tools and their LLM provider and answers repeated requests from this
                machine. Requests go on unchanged with your own key. Answers are kept in <code>{dataDir}</code> and
                nowhere else: no account, no telemetry.
              </p>
            </div>
            <Button variant={steps.hit === null ? 'default' : 'filled'} onClick={closeGuide}>
              {steps.hit === null ? 'Skip' : 'Go to the overview'}
            </Button>
          </div>
          {url === null ? (
            <EmptyState title="The proxy does not listen">
              <p className="state-body">
                Its port could not be opened, so there is no address to give to a tool yet. The health list says why.
              </p>
            </EmptyState>
          ) : (
            <ol className="guide-steps">
              <UpstreamStep done={arrived} />
              <AddressStep url={url} done={copied || arrived} onCopied={() => setCopied(true)} />
              <RequestStep url={url} steps={steps} />
              <HitStep steps={steps} />
            </ol>
          )}
        </section>
      )}
    </QueryView>
  );
}
