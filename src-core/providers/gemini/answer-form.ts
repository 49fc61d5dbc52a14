/**
 * The form that a query asks for. `alt` chooses it (Google's standard query parameters), in a second spelling `$alt`,
 * which no SDK writes; undefined for forms that are not known here.
 */
export function answerForm(query: string): 'default' | 'json' | 'sse' | undefined {
  if (query === '' || query === '?') return 'default';
  const parameters = new URLSearchParams(query);
  const wishes = [...parameters.getAll('alt'), ...parameters.getAll('$alt')];
  if (wishes.length === 0) return 'default';
  const [wish] = wishes;
  return wishes.length === 1 && parameters.has('alt') && (wish === 'json' || wish === 'sse') ? wish : undefined;
}

/** Whether a call that never streams is asked for JSON. */
export function asksForJson(query: string): boolean {
  const form = answerForm(query);
  return form === 'default' || form === 'json';
}
