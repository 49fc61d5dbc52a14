import type { JsonValue } from '../../ports/dialect.ts';
import { isJsonObject, stringMember } from '../../request/json-value.ts';

/**
 * Claude Code begins its system prompt with a line such as `x-anthropic-billing-header: cc_version=2.1.0;
 * cc_entrypoint=cli; cch=0a1b2;`, whose `cch` differs in every request. The API takes it for billing and shows it to no
 * model.
 */
const billingLine = /^x-anthropic-billing-header:[^\n]*(?:\n|$)/;

/** A system prompt without that line at its very beginning; undefined when nothing else was in it. */
export function withoutBillingLine(system: JsonValue | undefined): JsonValue | undefined {
  if (typeof system === 'string') {
    return billingLine.test(system) ? system.replace(billingLine, '') || undefined : system;
  }
  if (!Array.isArray(system)) return system;
  const [first, ...others] = system;
  const text = isJsonObject(first) ? stringMember(first, 'text') : undefined;
  if (!isJsonObject(first) || text === undefined || !billingLine.test(text)) return system;
  const rest = text.replace(billingLine, '');
  if (rest !== '') return [{ ...first, text: rest }, ...others];
  return others.length === 0 ? undefined : others;
}
