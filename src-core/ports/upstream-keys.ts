/** Keys of upstreams that the owner left with Semcache. Each belongs to a name and an origin, such as `https://api.openai.com`. */
export interface UpstreamKeys {
  /** Null when there is none for both. Nothing but the request to that origin may get it. */
  keyOf: (upstream: string, origin: string) => string | null;
  /** For people: the last four characters, empty for a key too short to show any; null when there is none. */
  last4: (upstream: string, origin: string) => string | null;
  /** Changes whenever a key does, so that what was derived from one is not used for another. */
  readonly version: number;
}
