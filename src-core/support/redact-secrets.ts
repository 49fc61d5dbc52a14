/**
 * Credentials as providers write them: OpenAI, Anthropic and kin (`sk-…`), Google (`AIza…`), Groq, xAI, Replicate, Hugging
 * Face, GitHub, Slack, AWS access keys, bearer values, JSON web tokens, private keys. Texts that people paste into prompts
 * hold them now and then.
 */
const secret = new RegExp(
  [
    /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}/,
    /\bAIza[A-Za-z0-9_-]{30,}/,
    /\b(?:gsk|xai|r8|hf|ghp|gho|ghs|github_pat|tgp|pplx)[_-][A-Za-z0-9_]{16,}/,
    /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
    /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
    /\b[Bb]earer\s+[A-Za-z0-9._~+/-]{16,}=*/,
    // Not `\b`, which would try every dash of a long text of such letters again, in quadratic time.
    /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** A text with every credential in it replaced by a note that one was there. */
export function redactSecrets(text: string): string {
  return text.replace(secret, '[secret]');
}
