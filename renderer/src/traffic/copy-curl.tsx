import type { EntryDetail, TrafficDetail } from '../../../src-core/contracts/views.ts';
import { useOperation } from '../client/use-operation.ts';
import { trafficCurl } from '../model/traffic-curl.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** Copies the request as a command without secrets. */
export function CopyCurl({ request, entry }: { request: TrafficDetail; entry: EntryDetail | null }) {
  const status = useOperation('status.get', {});
  const upstreams = useOperation('upstreams.list', {});
  const url = status.data?.url ?? window.location.origin;
  const { command, caveat } = trafficCurl(request, entry, url, upstreams.data?.items ?? []);
  return <CopyButton text={command} label="Copy as cURL" title={caveat ?? 'Copy as a curl command'} />;
}
