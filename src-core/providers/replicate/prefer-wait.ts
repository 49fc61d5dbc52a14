/**
 * Whether a `Prefer` header (RFC 7240) asks to wait for the prediction, `wait` or `wait=<seconds>`. Without it Replicate
 * answers at once with a prediction that has only begun.
 */
export function prefersWait(prefer: string | undefined): boolean {
  const preferences = (prefer ?? '').split(',').map((each) => each.split(/[;=]/, 1)[0]?.trim().toLowerCase());
  return preferences.includes('wait') && !preferences.includes('respond-async');
}
