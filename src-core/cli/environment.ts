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
  return variables.map(([name, value]) => {
    switch (shell) {
      case 'bash':
      case 'zsh':
        return `export ${name}=${value}`;
      case 'fish':
        return `set -gx ${name} ${value}`;
      case 'powershell':
        return `$env:${name} = "${value}"`;
      case 'cmd':
        return `set ${name}=${value}`;
    }
  });
}
