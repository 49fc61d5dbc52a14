import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/**
 * Loaded into a server with `--import`, measures how long its event loop is held up, and how much of that is garbage
 * collection. Told `reset` it starts anew, told `read` it answers with milliseconds over the channel to its parent.
 */
const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
histogram.enable();
let longestCollectionMs = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollectionMs = Math.max(longestCollectionMs, duration);
}).observe({ entryTypes: ['gc'] });

// What is measured is the time between two timers; the wait that was asked for is no delay.
const delayMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);

process.on('message', (message) => {
  if (message === 'reset') {
    histogram.reset();
    longestCollectionMs = 0;
  }
  if (message === 'read') {
    const [longestMs, p99Ms] = [delayMs(histogram.max), delayMs(histogram.percentile(99))];
    process.send?.({ longestMs, p99Ms, longestCollectionMs });
  }
});
process.channel?.unref();
