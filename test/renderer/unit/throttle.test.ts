import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle } from '../../../renderer/src/client/throttle.ts';

describe('throttle', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const start = () => {
    const runs: string[] = [];
    return {
      runs,
      throttle: createThrottle<string>(
        (key) => runs.push(key),
        () => 500,
      ),
    };
  };

  it('runs at once, then once more for all calls while it rests', () => {
    const { runs, throttle } = start();
    for (let call = 0; call < 5; call += 1) throttle.ask('a');
    expect(runs).toEqual(['a']);
    vi.advanceTimersByTime(500);
    expect(runs).toEqual(['a', 'a']);
    vi.advanceTimersByTime(5000);
    expect(runs).toEqual(['a', 'a']);
  });

  it('keeps keys apart', () => {
    const { runs, throttle } = start();
    throttle.ask('a');
    throttle.ask('b');
    expect(runs).toEqual(['a', 'b']);
  });

  it('does nothing more once it is stopped', () => {
    const { runs, throttle } = start();
    throttle.ask('a');
    throttle.ask('a');
    throttle.stop();
    vi.advanceTimersByTime(5000);
    expect(runs).toEqual(['a']);
  });
});
