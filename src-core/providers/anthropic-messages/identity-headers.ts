/** The API's version changes shapes and defaults, betas switch behaviour on (@anthropic-ai/sdk 1.13.0 client.js). */
export const identityHeaders: readonly string[] = ['anthropic-version', 'anthropic-beta'];
