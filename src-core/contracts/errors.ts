/**
 * Every error that the product itself raises: stable code, HTTP status where it reaches a client, and what it means.
 * docs/errors.md lists the same table and a test compares the two.
 */
export const errorCodes = {
  host_not_allowed: { status: 403, meaning: 'The Host header names neither this machine nor a known upstream.' },
  origin_not_allowed: { status: 403, meaning: 'A web page of another origin made the request.' },
  upstream_header_invalid: {
    status: 400,
    meaning: 'X-LLM-Proxy-Upstream or X-LLM-Proxy-Host is not a usable http(s) URL.',
  },
  upstream_unknown: { status: 404, meaning: 'The path names an upstream that is not configured.' },
  project_invalid: { status: 400, meaning: 'The project in /p/<project>/ is not a usable name.' },
  header_invalid: { status: 400, meaning: 'An x-semcache-* or X-LLM-Prompt header cannot be read.' },
  header_missing: { status: 400, meaning: 'The route needs a header that the request does not have.' },
  not_in_cache: { status: 504, meaning: 'Nothing stored answers the request, and it may not go upstream.' },
  upstream_is_self: { status: 508, meaning: 'The upstream is this proxy itself.' },
  request_too_large: { status: 413, meaning: 'The request body is larger than the configured limit.' },
  upstream_unreachable: { status: 502, meaning: 'No connection to the upstream could be made.' },
  upstream_timeout: { status: 504, meaning: 'The upstream did not answer in time.' },
  upstream_broke: { status: 502, meaning: 'The upstream closed the connection before its answer began.' },
  // The one status at which Codex falls back to plain HTTP at once; at any other it tries the WebSocket again and again.
  upgrade_refused: { status: 426, meaning: 'The upstream did not accept the protocol upgrade; use plain HTTP.' },
  malformed_http: { status: 400, meaning: 'The request is not well-formed HTTP.' },
  headers_too_large: { status: 431, meaning: 'The request headers are larger than 64 KiB.' },
  internal: { status: 500, meaning: 'Something failed inside Semcache; the log has the details.' },
  unauthorized: { status: 401, meaning: 'The admin token is missing or is not the one of the running instance.' },
  unknown_operation: { status: 404, meaning: 'There is no operation of that name.' },
  invalid_params: { status: 400, meaning: 'The parameters do not fit the operation.' },
  not_found: { status: 404, meaning: 'There is nothing with that id.' },
  read_only: { status: 409, meaning: 'The store was written by a newer version and is open read-only.' },
  conflict: { status: 409, meaning: 'The change does not fit what is there.' },
  key_store_unavailable: { status: 409, meaning: 'The system has no key store that would protect a key here.' },
  port_in_use: { status: 500, meaning: 'Another process listens on the configured port.' },
  port_not_permitted: { status: 500, meaning: 'The system does not permit listening on the configured port.' },
  data_dir_in_use: { status: 500, meaning: 'Another Semcache process owns the data folder.' },
  data_dir_unusable: { status: 500, meaning: 'The data folder cannot be created or written.' },
  cassette_invalid: { status: 400, meaning: 'The file is not a cassette, or nothing in it can be used.' },
  model_not_found: { status: 404, meaning: 'There is no such model, here or on the hub, or it is not for everyone.' },
  hub_unreachable: { status: 502, meaning: 'The model hub cannot be reached, or failed.' },
  model_damaged: { status: 502, meaning: 'A file of the model is not the one that was announced or downloaded.' },
  model_unusable: { status: 422, meaning: 'The model is no embedding model that can be run here.' },
  disk_full: { status: 507, meaning: 'The disk has too little room.' },
  settings_invalid: { status: 500, meaning: 'The settings file cannot be read as settings.' },
} as const satisfies Record<string, { status: number; meaning: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** The one error class of the product: a stable code, a message for people, the cause kept for the log. */
export class SemcacheError extends Error {
  override readonly name = 'SemcacheError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
