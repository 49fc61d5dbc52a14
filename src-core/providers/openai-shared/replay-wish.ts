import type { JsonObject, ReplayWish, RequestPlace } from '../../ports/dialect.ts';
import { objectMember, ownMember } from '../../request/json-value.ts';
import { vendorByName } from '../vendors.ts';

/** The form a chat or completions request wants. `usage.include` is OpenRouter's older way to ask for usage. */
export function replayWish(body: JsonObject, { vendor }: RequestPlace): ReplayWish {
  const asksUsage = (field: string, flag: string): boolean => objectMember(body, field)?.[flag] === true;
  const unaskedUsage = vendor === undefined ? undefined : vendorByName(vendor)?.unaskedUsage;
  return {
    ...(unaskedUsage === undefined ? {} : { unaskedUsage }),
    mode: ownMember(body, 'stream') === true ? 'sse' : 'json',
    includeUsage: asksUsage('stream_options', 'include_usage') || asksUsage('usage', 'include'),
    vectorEncoding: 'float',
  };
}
