/** A condition with its parameters, in order. */
export interface Condition {
  sql: string;
  params: (string | number)[];
}

/** Conditions joined by AND; `1` when there are none. */
export function allOf(conditions: Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND ') || '1',
    params: conditions.flatMap(({ params }) => params),
  };
}

/**
 * One of the listed values; an empty list matches nothing. The list is one parameter, so that statements are as few as
 * the kinds of filter.
 */
export function oneOf(column: string, values: readonly (string | number)[]): Condition {
  return { sql: `${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] };
}

/** None of the listed values; a row without a value has none of them. */
export function noneOf(column: string, values: readonly (string | number)[]): Condition {
  return {
    sql: `(${column} IS NULL OR ${column} NOT IN (SELECT value FROM json_each(?)))`,
    params: [JSON.stringify(values)],
  };
}
