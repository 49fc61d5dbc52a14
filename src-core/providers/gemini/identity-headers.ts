/** With a bearer token this header names the project whose quota, models and settings are used. */
export const identityHeaders: readonly string[] = ['x-goog-user-project'];
