import type { CassetteImport } from '../../../src-core/contracts/cassette.ts';
import { formatCount, formatPlural } from '../model/format-number.ts';

/** Lines that are listed; the rest are counted. */
const shownRows = 20;

/** What came, or would come, of a cassette's lines. */
export function ImportResult({ result, stored }: { result: CassetteImport; stored: boolean }) {
  const { imported, rejected } = result;
  return (
    <output className="file-result">
      <p className={imported > 0 ? 'good' : 'warn'}>
        {stored
          ? `Stored ${formatPlural(imported, 'entry', 'entries')}.`
          : `${formatPlural(imported, 'entry', 'entries')} can be imported.`}
      </p>
      {rejected.length === 0 ? null : (
        <>
          <p className="warn">{formatPlural(rejected.length, 'line')} left out:</p>
          <ul className="file-notes">
            {rejected.slice(0, shownRows).map(({ line, reason }) => (
              <li key={line}>
                Line {formatCount(line)}: {reason}
              </li>
            ))}
            {rejected.length > shownRows ? <li>and {formatCount(rejected.length - shownRows)} more</li> : null}
          </ul>
        </>
      )}
    </output>
  );
}
