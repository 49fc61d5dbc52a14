import { z } from 'zod';
import { nearestSchema } from '../contracts/differences.ts';
import { keyPartSchema } from '../contracts/outcome.ts';
import { headerFieldSchema, semanticLookupSchema, type TrafficDetail } from '../contracts/views.ts';
import type { ValueCipher } from './encryption.ts';

/** Columns of `request_details` that may hold words of a request. */
export const requestTextColumns = [
  'record_detail',
  'key_parts',
  'semantic',
  'nearest',
  'request_headers',
  'response_headers',
] as const;
type RequestTextColumn = (typeof requestTextColumns)[number];

/** Where a text of a logged request lies, for the cipher. */
export const requestPlace = (column: RequestTextColumn, id: string): string => `request ${column} ${id}`;

/** The values of a row, in the order of the columns. Without a key, where there should be one, the row goes without texts. */
export function writeRequestTexts(cipher: ValueCipher, detail: TrafficDetail): (string | null)[] {
  const kept = cipher.writes() === 'nothing' ? undefined : detail;
  const json = (value: unknown): string | null =>
    value === null || value === undefined ? null : JSON.stringify(value);
  const texts: Record<RequestTextColumn, string | null> = {
    record_detail: kept?.recordDetail ?? null,
    key_parts: json(kept?.keyParts),
    semantic: json(kept?.semantic),
    nearest: json(kept?.nearest),
    request_headers: json(kept?.requestHeaders),
    response_headers: json(kept?.responseHeaders),
  };
  return requestTextColumns.map((column) => {
    const text = texts[column];
    if (text !== null) return cipher.writeText(text, requestPlace(column, detail.id));
    return nullable.has(column) ? null : '[]';
  });
}

const nullable = new Set<RequestTextColumn>(['record_detail', 'semantic', 'nearest']);

export const requestTextsRowSchema = z.object({
  record_detail: z.string().nullable(),
  key_parts: z.string(),
  semantic: z.string().nullable(),
  nearest: z.string().nullable(),
  request_headers: z.string(),
  response_headers: z.string(),
});
type RequestTextsRow = z.infer<typeof requestTextsRowSchema>;

type RequestTexts = Pick<
  TrafficDetail,
  'recordDetail' | 'keyParts' | 'semantic' | 'nearest' | 'requestHeaders' | 'responseHeaders'
>;

/** The texts of a row; those that cannot be opened are left out. Throws a ZodError for values of another version. */
export function readRequestTexts(cipher: ValueCipher, id: string, row: RequestTextsRow): RequestTexts {
  const text = (column: RequestTextColumn): string | null => {
    const stored = row[column];
    return stored === null ? null : (cipher.readText(stored, requestPlace(column, id)) ?? null);
  };
  const json = (column: RequestTextColumn): unknown => JSON.parse(text(column) ?? 'null');
  return {
    recordDetail: text('record_detail'),
    keyParts: z.array(keyPartSchema).parse(json('key_parts') ?? []),
    semantic: semanticLookupSchema.nullable().parse(json('semantic')),
    nearest: nearestSchema.nullable().parse(json('nearest')),
    requestHeaders: z.array(headerFieldSchema).parse(json('request_headers') ?? []),
    responseHeaders: z.array(headerFieldSchema).parse(json('response_headers') ?? []),
  };
}
