import { ActionIcon, Button, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { OwnPrice } from '../../../src-core/contracts/savings.ts';
import { messageOf } from '../client/client-error.ts';
import { useCommand } from '../client/use-operation.ts';
import { emptyRow, priceRows, readPriceRows, type PriceRow } from '../model/price-rows.ts';
import { Panel } from '../ui/panel.tsx';
import { useToast } from '../ui/toast-context.ts';

const columns = [
  { key: 'model', title: 'Model', placeholder: 'gpt-4o*' },
  { key: 'upstream', title: 'Upstream', placeholder: 'any' },
  { key: 'input', title: '$ per million in', placeholder: '2.50' },
  { key: 'output', title: '$ per million out', placeholder: '10' },
] as const;

/** Prices of the owner's own, for contracts and models that the built-in table does not know. */
export function PricesPanel({ saved }: { saved: readonly OwnPrice[] }) {
  const [draft, setDraft] = useState<readonly PriceRow[] | null>(null);
  const [tried, setTried] = useState(false);
  const save = useCommand('settings.set', ['settings.get', 'savings.get']);
  const toast = useToast();
  const rows = draft ?? priceRows(saved);
  const { prices, problems } = readPriceRows(rows);

  const discard = (): void => {
    setDraft(null);
    setTried(false);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (prices === null) return;
    save.mutate(
      { patch: { savings: { prices } } },
      {
        onSuccess: () => {
          discard();
          toast({ message: 'Prices saved.', tone: 'plain' });
        },
      },
    );
  };

  return (
    <Panel title="Prices of your own">
      <form className="setting-text" onSubmit={submit} noValidate>
        <p className="dim">
          They count before the built-in table, the first that fits first; * stands for any characters.
        </p>
        {rows.map((row, index) => (
          <fieldset key={row.key} className="price-row" aria-label={`Price ${String(index + 1)}`}>
            {columns.map(({ key, title, placeholder }) => (
              <TextInput
                key={key}
                label={title}
                placeholder={placeholder}
                spellCheck={false}
                value={row[key]}
                onChange={(event) => {
                  const next = { ...row, [key]: event.currentTarget.value };
                  setDraft(rows.map((each) => (each.key === row.key ? next : each)));
                }}
              />
            ))}
            <ActionIcon
              aria-label={`Remove price ${String(index + 1)}`}
              onClick={() => setDraft(rows.filter(({ key }) => key !== row.key))}
            >
              <X size={14} aria-hidden />
            </ActionIcon>
            {tried && problems.has(row.key) ? (
              <p className="bad" role="alert">
                {problems.get(row.key)}
              </p>
            ) : null}
          </fieldset>
        ))}
        {save.error === null ? null : (
          <p className="bad" role="alert">
            {messageOf(save.error)}
          </p>
        )}
        <div className="setting-buttons">
          <Button variant="default" onClick={() => setDraft([...rows, emptyRow(rows)])}>
            Add a price
          </Button>
          {draft === null ? null : (
            <>
              <Button variant="default" onClick={discard}>
                Discard prices
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save prices
              </Button>
            </>
          )}
        </div>
      </form>
    </Panel>
  );
}
