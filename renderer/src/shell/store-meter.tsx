import { useOperation } from '../client/use-operation.ts';
import { formatBytes } from '../model/format-bytes.ts';
import { formatCompact } from '../model/format-number.ts';

/** How full the cache is, always in sight. */
export function StoreMeter() {
  const status = useOperation('status.get', {});
  if (status.data === undefined) return null;
  const { entries, bytes, maxBytes, readOnly } = status.data.store;
  const share = Math.min(100, (bytes / maxBytes) * 100);
  return (
    <div className="store-meter">
      <div>
        {formatCompact(entries)} {entries === 1 ? 'entry' : 'entries'}
      </div>
      <div className="store-meter-bar">
        <div style={{ width: `${share.toFixed(1)}%` }} />
      </div>
      <div>
        {formatBytes(bytes)} <span className="store-meter-limit">of {formatBytes(maxBytes)}</span>
      </div>
      {readOnly ? <div className="warn">read-only</div> : null}
    </div>
  );
}
