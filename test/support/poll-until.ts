/** Waits for a condition that another process or socket brings about; fails loudly instead of hanging. */
export async function pollUntil<Value>(
  probe: () => Value | Promise<Value>,
  timeoutMs = 10_000,
): Promise<NonNullable<Exclude<Value, false>>> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== false && value !== undefined && value !== null) return value as NonNullable<Exclude<Value, false>>;
    if (Date.now() > until) throw new Error(`condition not met within ${timeoutMs} ms: ${probe.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
