export const shells = ['bash', 'zsh', 'fish', 'powershell', 'cmd'] as const;
export type Shell = (typeof shells)[number];

/** Variables that SDKs read for their base URL: openai (js, py) and its many dependents. */
export function environmentLines(url: string, shell: Shell): string[] {
  const variables: [string, string][] = [
    ['OPENAI_BASE_URL', `${url}/v1`],
    ['OPENAI_API_BASE', `${url}/v1`],
    ['GROQ_BASE_URL', `${url}/groq`],
    ['TOGETHER_BASE_URL', `${url}/together/v1`],
  ];
  return variables.map(([name, value]) => assignments[shell](name, value));
}

const exported = (name: string, value: string): string => `export ${name}=${value}`;

const assignments: Record<Shell, (name: string, value: string) => string> = {
  bash: exported,
  zsh: exported,
  fish: (name, value) => `set -gx ${name} ${value}`,
  powershell: (name, value) => `$env:${name} = "${value}"`,
  cmd: (name, value) => `set ${name}=${value}`,
};
