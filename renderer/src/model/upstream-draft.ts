import { baseUrlSchema, upstreamNameSchema, type UserUpstream } from '../../../src-core/contracts/settings.ts';

/** Checks what was typed by the contract's own schemas; `value` is null while there are problems. */
export function checkUpstream(
  draft: { name: string; baseUrl: string },
  taken: readonly string[],
): { value: UserUpstream | null; problems: Partial<Record<'name' | 'baseUrl', string>> } {
  const name = upstreamNameSchema.safeParse(draft.name.trim());
  const baseUrl = baseUrlSchema.safeParse(draft.baseUrl.trim());
  const problems: Partial<Record<'name' | 'baseUrl', string>> = {};
  if (!name.success) problems.name = sentence(name.error.issues[0]?.message);
  else if (taken.includes(name.data)) problems.name = `There is an upstream of that name already.`;
  if (!baseUrl.success) problems.baseUrl = sentence(baseUrl.error.issues[0]?.message);
  const ok = name.success && baseUrl.success && Object.keys(problems).length === 0;
  return { value: ok ? { name: name.data, baseUrl: baseUrl.data } : null, problems };
}

const sentence = (what: string | undefined): string => `Write ${what ?? 'something else'}.`;
