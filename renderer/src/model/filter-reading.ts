/** What a filter bar's text means to an operation, and what of it could not be understood. */
export interface FilterReading<Filter> {
  filter: Filter;
  problems: string[];
}

/** Adds values to a list field that may not be there yet. */
export function addValues<Value>(list: Value[] | undefined, values: readonly Value[]): Value[] {
  return [...(list ?? []), ...values];
}
