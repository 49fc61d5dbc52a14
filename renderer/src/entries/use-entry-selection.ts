import { useCallback, useMemo, useState } from 'react';
import { keepListed, nothingSelected, selectRange, toggleSelected } from '../model/selection.ts';

/** Selected entries; what leaves the list leaves the selection. */
export function useEntrySelection(order: readonly string[]) {
  const [chosen, setChosen] = useState(nothingSelected);
  const selection = useMemo(() => keepListed(chosen, order), [chosen, order]);
  const { ids } = selection;
  return {
    ids: [...ids],
    has: useCallback((id: string) => ids.has(id), [ids]),
    all: order.length > 0 && ids.size === order.length,
    toggle: (id: string, range: boolean) =>
      setChosen(range ? selectRange(selection, id, order) : toggleSelected(selection, id)),
    toggleAll: () => setChosen(ids.size === order.length ? nothingSelected : { ids: new Set(order), anchor: null }),
    none: () => setChosen(nothingSelected),
  };
}
