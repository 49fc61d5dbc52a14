import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../renderer/src/model/format-bytes.ts';
import { formatDuration } from '../../../renderer/src/model/format-duration.ts';
import {
  formatCompact,
  formatConfidence,
  formatPlural,
  formatShare,
} from '../../../renderer/src/model/format-number.ts';
import { formatRelative, formatStep } from '../../../renderer/src/model/format-time.ts';

/** The formats follow the reader's locale; what they look like is told for one. */
const english = new Intl.NumberFormat().resolvedOptions().locale.startsWith('en');
const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

describe.runIf(english)('formats in English', () => {
  it('writes durations in at most two units', () => {
    expect([0.417, 4.2, 318.4, 1240, 59_999, 200_000, 3 * hour, 2 * day + 4 * hour + 5].map(formatDuration)).toEqual([
      '0.42ms',
      '4.2ms',
      '318ms',
      '1.24s',
      '60s',
      '3m 20s',
      '3h',
      '2d 4h',
    ]);
  });

  it('writes bytes in binary units', () => {
    expect([0, 312, 1000, 1024, 4_351_590, 3 * 1024 ** 4].map(formatBytes)).toEqual([
      '0 B',
      '312 B',
      '0.977 KiB',
      '1 KiB',
      '4.15 MiB',
      '3 TiB',
    ]);
  });

  it('writes counts, shares and plurals', () => {
    expect([formatCompact(99_999), formatCompact(1_234_567), formatShare(1, 3), formatShare(0, 0)]).toEqual([
      '99,999',
      '1.2M',
      '33.3%',
      '–',
    ]);
    expect([
      formatPlural(1, 'entry', 'entries'),
      formatPlural(2000, 'entry', 'entries'),
      formatPlural(0, 'hit'),
    ]).toEqual(['1 entry', '2,000 entries', '0 hits']);
  });

  it('never writes a confidence surer than it is', () => {
    expect([0.9699, 0.97, 0.29, 1].map(formatConfidence)).toEqual(['0.96', '0.97', '0.29', '1.00']);
  });

  it('writes how far an instant is away', () => {
    const now = 1_000 * day;
    expect(
      [now, now - 12 * second, now - 3 * hour, now + 29 * day, now - 400 * day].map((at) => formatRelative(at, now)),
    ).toEqual(['now', '12s ago', '3h ago', 'in 29d', 'last yr.']);
  });

  it('writes the start of a step by the span of the chart', () => {
    const at = new Date(2026, 10, 23, 14, 30).getTime();
    expect([formatStep(at, day), formatStep(at, 30 * day)]).toEqual(['2:30 PM', 'Nov 23']);
  });
});
