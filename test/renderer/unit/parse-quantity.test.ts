import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBytes, parseTime, writeBytes, writeTime } from '../../../renderer/src/model/parse-quantity.ts';

describe('quantities of settings', () => {
  it.each([
    ['512 MiB', 512 * 1024 ** 2],
    ['1.5GiB', 1.5 * 1024 ** 3],
    ['2 GB', 2_000_000_000],
    ['100k', 102_400],
    ['4096', 4096],
    ['', null],
    ['-1 MiB', null],
    ['1 parsec', null],
    ['1 MiB please', null],
  ])('reads the size %j', (text, bytes) => expect(parseBytes(text)).toBe(bytes));

  it.each([
    ['30 days', 30 * 86_400_000],
    ['15m', 900_000],
    ['10 S', 10_000],
    ['250ms', 250],
    ['1.5 h', 5_400_000],
    ['90', 90_000],
    ['1 fortnight', null],
    ['1d 2h', null],
  ])('reads the time %j', (text, ms) => expect(parseTime(text)).toBe(ms));

  it('writes in the largest unit that is exact', () => {
    expect([writeBytes(1024 ** 3), writeBytes(1536), writeBytes(1500), writeBytes(0)]).toEqual([
      '1 GiB',
      '1536 B',
      '1500 B',
      '0 B',
    ]);
    expect([writeTime(30 * 86_400_000), writeTime(3_600_000), writeTime(90_000), writeTime(250), writeTime(1)]).toEqual(
      ['30 days', '1 hour', '90 seconds', '250 ms', '1 ms'],
    );
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.constantFrom(1, 1000, 1024, 60_000, 1024 ** 2, 86_400_000), (count, unit) => {
        const value = (count % 100_000) * unit;
        expect([parseBytes(writeBytes(value)), parseTime(writeTime(value))]).toEqual([value, value]);
      }),
    );
  });
});
