import type { Page } from 'playwright-core';
import { z } from 'zod';

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Time of the processor, microseconds: what the machine does besides does not count. */
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

export interface MainThread {
  /** Tasks of the page's main thread. */
  tasks: number;
  /** The longest of them, milliseconds of processor time. */
  longestMs: number;
}

/** Traces the page with Chromium's own tracing while something is done, and reads the tasks of its main thread. */
export async function traceMainThread(page: Page, act: () => Promise<void>): Promise<MainThread> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'] });
  await act();
  const trace = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString()));
  const mains = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.['name'] === 'CrRendererMain')
      .map(({ pid, tid }) => `${String(pid)} ${String(tid)}`),
  );
  const tasks = trace.traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && mains.has(`${String(pid)} ${String(tid)}`),
  );
  const times = tasks.map(({ tdur }) => (tdur ?? 0) / 1000);
  return { tasks: times.length, longestMs: Math.max(0, ...times) };
}
