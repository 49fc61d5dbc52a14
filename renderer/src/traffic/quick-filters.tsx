import { Button } from '@mantine/core';
import { readFilterText, toggleToken } from '../model/filter-text.ts';
import { trafficKeys } from '../model/traffic-filter.ts';

const choices = [
  { label: 'Hits', token: 'outcome:hit' },
  { label: 'By meaning', token: 'match:meaning' },
  { label: 'Misses', token: 'outcome:miss' },
  { label: 'Passed through', token: 'outcome:bypass' },
  { label: 'Errors', token: 'is:error' },
];

/** The filters that are wanted most, as switches that write into the same text. */
export function QuickFilters({ text, onText }: { text: string; onText: (text: string) => void }) {
  const sources = readFilterText(text, trafficKeys).map((token) => token.source);
  return (
    <fieldset className="quick-filters">
      <legend className="visually-hidden">Quick filters</legend>
      {choices.map(({ label, token }) => {
        const on = sources.includes(token);
        return (
          <Button
            key={token}
            variant="subtle"
            color="gray"
            aria-pressed={on}
            onClick={() => onText(toggleToken(text, token, trafficKeys))}
          >
            {label}
          </Button>
        );
      })}
    </fieldset>
  );
}
