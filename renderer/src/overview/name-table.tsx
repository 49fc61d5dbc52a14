import { writeFilterPair } from '../model/filter-text.ts';
import { formatDollars } from '../model/format-money.ts';
import { formatCount, formatShare } from '../model/format-number.ts';
import { formatRoute } from '../router/route.ts';
import { EmptyState } from '../ui/states.tsx';

interface NameTableProps {
  heading: string;
  rows: readonly { name: string; requests: number; hits: number }[];
  /** What each name saved in the same time; undefined until it is known. */
  saved: readonly { name: string; dollars: number }[] | undefined;
  filterKey: 'model' | 'project';
}

/** Requests and hits by name; a name leads to its rows in Traffic. */
export function NameTable({ heading, rows, saved, filterKey }: NameTableProps) {
  if (rows.length === 0) return <EmptyState title="Nothing in this time" />;
  return (
    <table className="name-table">
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" className="end">
            Requests
          </th>
          <th scope="col" className="end">
            Hits
          </th>
          <th scope="col" className="end">
            Saved
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 8).map(({ name, requests, hits }) => (
          <tr key={name}>
            <td className="name truncate" title={name}>
              <a href={formatRoute({ screen: 'traffic', query: writeFilterPair(filterKey, name) })}>{name}</a>
            </td>
            <td className="end">{formatCount(requests)}</td>
            <td className="end">{formatShare(hits, requests)}</td>
            <td className="end">{savedBy(saved, name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function savedBy(saved: NameTableProps['saved'], name: string): string {
  if (saved === undefined) return '–';
  return formatDollars(saved.find((row) => row.name === name)?.dollars ?? 0);
}
