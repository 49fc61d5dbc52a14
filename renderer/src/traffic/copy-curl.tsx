import type { TrafficDetail } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** Copies the request as a command without secrets. */
export function CopyCurl({ request }: { request: TrafficDetail }) {
  const { data } = useOperation('traffic.curl', { id: request.id });
  return (
    <CopyButton text={data?.command ?? ''} label="Copy as cURL" title={data?.caveat ?? 'Copy as a curl command'} />
  );
}
