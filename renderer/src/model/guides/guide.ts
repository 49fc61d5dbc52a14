export interface GuideSnippet {
  /** File or place that the text goes into. */
  where: string;
  code: string;
}

/** How a tool's requests are told from others'. */
export interface GuideAgent {
  /** Fits the client column of Traffic, which may have a program's name around the user agent. */
  pattern: RegExp;
  /** The user agent as it is written. */
  looks: string;
  /** Other tools send the same, because they are built on the same SDK. */
  shared?: boolean;
}

/** Addresses of the live instance, in the project that was chosen. */
export interface GuideUrls {
  /** Without a version, such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/p/evals`. */
  root: string;
  /** With the version that OpenAI-compatible tools expect. */
  api: string;
}

export interface ClientGuide {
  name: string;
  kind: 'SDKs' | 'Coding agents' | 'Frameworks' | 'Apps and terminals';
  snippets: (urls: GuideUrls) => GuideSnippet[];
  /** What of its requests is answered from the cache, and what passes through. */
  cached: string;
  /** What people stumble over. */
  note?: string;
  /** Null where nothing is known that would tell it apart. */
  agent: GuideAgent | null;
}

export const env = (name: string, url: string): GuideSnippet => ({
  where: 'Environment',
  code: `export ${name}=${url}`,
});

/** SDKs that many tools are built on, as their own sources write themselves. */
export const openaiPython: GuideAgent = {
  pattern: /(?:Async)?OpenAI\/Python/,
  looks: 'OpenAI/Python',
  shared: true,
};
export const openaiJavaScript: GuideAgent = { pattern: /(?<!Azure)OpenAI\/JS/, looks: 'OpenAI/JS', shared: true };
