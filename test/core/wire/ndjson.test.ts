import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNdjson, ndjsonLines } from '../../../src-core/wire/ndjson.ts';

const values = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), { maxLength: 6 });
const lineEnds = fc.constantFrom('\n', '\r', '\r\n');

test('lines end with LF, CR or CRLF, the last one perhaps with nothing, and blank ones do not count', () => {
  fc.assert(
    fc.property(values, lineEnds, fc.boolean(), fc.boolean(), (written, lineEnd, isEnded, hasBlanks) => {
      const between = hasBlanks ? `${lineEnd}  ${lineEnd}` : lineEnd;
      const text = written.map((value) => JSON.stringify(value)).join(between) + (isEnded ? lineEnd : '');
      expect(ndjsonLines(text).map((line) => JSON.parse(line) as unknown)).toEqual(JSON.parse(JSON.stringify(written)));
    }),
  );
});

test('what is written is read again, and more than the limit is not written', () => {
  fc.assert(
    fc.property(values, (written) => {
      const bytes = Buffer.from(formatNdjson(written, Infinity) ?? []);
      expect(ndjsonLines(bytes.toString()).map((line) => JSON.parse(line) as unknown)).toEqual(
        JSON.parse(JSON.stringify(written)),
      );
      expect(formatNdjson(written, bytes.length)).toEqual(bytes);
      expect(formatNdjson([...written, {}], bytes.length)).toBeUndefined();
    }),
  );
});
