/** How each shell sets a variable for its session; zsh reads what bash reads. */
const writers = {
  bash: (name, value) => `export ${name}=${value}`,
  fish: (name, value) => `set -gx ${name} ${value}`,
  powershell: (name, value) => `$env:${name} = "${value}"`,
  cmd: (name, value) => `set ${name}=${value}`,
} satisfies Record<string, (name: string, value: string) => string>;

export type Shell = keyof typeof writers;

/** Variables that point SDKs at the proxy, as `semcache env` prints them (a test compares the two). */
export function environmentLines(url: string, shell: Shell): string[] {
  return [
    writers[shell]('OPENAI_BASE_URL', `${url}/v1`),
    writers[shell]('OPENAI_API_BASE', `${url}/v1`),
    writers[shell]('GROQ_BASE_URL', `${url}/groq`),
    writers[shell]('TOGETHER_BASE_URL', `${url}/together/v1`),
  ];
}
