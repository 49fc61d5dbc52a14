import { expect, test } from 'vitest';
import { Fallback } from '../../../../src-core/matching/models/fallback.ts';

const limits = { maxCrashes: 3, crashWindowMs: 1000 };

test('crashes far apart never give a step up', () => {
  const fallback = new Fallback(limits, 'native', null);
  const gaveUp = [0, 600, 1200, 1800, 2400].map((now) => fallback.crashed(now, 'signal SIGSEGV'));
  expect({ gaveUp, backend: fallback.backend, reason: fallback.reason }).toEqual({
    gaveUp: [false, false, false, false, false],
    backend: 'native',
    reason: null,
  });
});

test('crashes within the window give one step up, and the next starts counting anew', () => {
  const fallback = new Fallback(limits, 'native', null);
  const backends = [0, 1, 2, 3, 4, 5, 6].map((now) => {
    fallback.crashed(now, 'signal SIGSEGV');
    return fallback.backend;
  });
  expect(backends).toEqual(['native', 'native', 'native-careful', 'native-careful', 'native-careful', 'wasm', 'wasm']);
  expect(fallback.reason).toBe(
    'native: crashed 3 times, last with signal SIGSEGV; native-careful: crashed 3 times, last with signal SIGSEGV',
  );
});

test('the way ends at none', () => {
  const fallback = new Fallback(limits, 'wasm', 'native: remembered');
  fallback.stepDown('no memory');
  fallback.stepDown('again');
  expect(fallback.backend).toBe('none');
  expect(fallback.reason).toContain('native: remembered; wasm: no memory');
});
