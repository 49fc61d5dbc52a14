import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/**
 * Loaded into a server with `--import`, measures how long its event loop is held up, how much of that it worked itself (the
 * rest of it the system gave the processor to somebody else), and the garbage collection. Told `reset` it starts anew, told
 * `read` it answers with milliseconds over the channel to its parent.
 */
const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
histogram.enable();
let longestWorkMs = 0;
let worked = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(worked);
  worked = process.threadCpuUsage();
  longestWorkMs = Math.max(longestWorkMs, (user + system) / 1000);
}, resolutionMs).unref();
let longestCollectionMs = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollectionMs = Math.max(longestCollectionMs, duration);
}).observe({ entryTypes: ['gc'] });

// What is measured is the time between two timers; the wait that was asked for is no delay.
const delayMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);

process.on('message', (message) => {
  if (message === 'reset') {
    histogram.reset();
    longestWorkMs = 0;
    longestCollectionMs = 0;
  }
  if (message === 'read') {
    const [longestMs, p99Ms] = [delayMs(histogram.max), delayMs(histogram.percentile(99))];
    process.send?.({ longestMs, p99Ms, longestWorkMs, longestCollectionMs });
  }
});
process.channel?.unref();
