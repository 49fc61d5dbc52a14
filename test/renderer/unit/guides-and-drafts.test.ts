import { describe, expect, it } from 'vitest';
import { baseUrlSchema } from '../../../src-core/contracts/settings.ts';
import { sampleCurl, sampleModel } from '../../../renderer/src/model/base-url.ts';
import { clientGuides, guideUrls, requestOf } from '../../../renderer/src/model/client-guides.ts';
import { prettyJson } from '../../../renderer/src/model/json-text.ts';
import { checkUpstream } from '../../../renderer/src/model/upstream-draft.ts';
import { trafficDetail } from '../support/views.ts';

const proxyUrl = 'http://127.0.0.1:49152';

describe('client guides', () => {
  it.each(clientGuides.map((guide) => [guide.name, guide] as const))(
    '%s has the live address in every snippet',
    (_, guide) => {
      const codes = guide.snippets(guideUrls(proxyUrl, 'evals')).map((snippet) => snippet.code);
      expect(codes.length).toBeGreaterThan(0);
      for (const code of codes) {
        const address = /http:\/\/127\.0\.0\.1:49152[\w/]*/.exec(code)?.[0] ?? '';
        expect([address.startsWith(`${proxyUrl}/p/evals`), baseUrlSchema.safeParse(address).success]).toEqual([
          true,
          true,
        ]);
      }
    },
  );

  it.each([
    ['Claude Code', 'claude-cli/2.1.220 (external, cli)'],
    ['Codex CLI', 'codex_cli_rs/0.98.0 (Ubuntu 26.04; x86_64)'],
    ['Gemini CLI', 'GeminiCLI/0.9.0/gemini-3-pro (linux; x64)'],
    ['curl', 'curl/8.5.0'],
    ['OpenAI SDK, Python', 'python3 (AsyncOpenAI/Python 2.1.0)'],
    ['Ollama clients', 'ollama-python/0.6.1 (x86_64 linux) Python/3.12'],
  ])('%s is told by %s, also behind a program’s name', (name, client) => {
    const told = clientGuides.filter((guide) => requestOf(guide, [trafficDetail({ client })]) !== undefined);
    expect(
      told.filter(({ agent }) => agent?.shared !== true || agent.looks === 'OpenAI/Python').map((guide) => guide.name),
    ).toContain(name);
  });

  it('asks for a model only where we know one', () => {
    expect([sampleModel('openai'), sampleModel('gateway')]).toEqual(['gpt-4o-mini', 'YOUR_MODEL']);
    expect(sampleCurl(proxyUrl, 'm')).toContain(`${proxyUrl}/v1/chat/completions`);
  });
});

describe('a new upstream', () => {
  it('is checked by the contract', () => {
    expect(checkUpstream({ name: ' gateway ', baseUrl: 'http://localhost:4000/v1' }, ['openai'])).toEqual({
      value: { name: 'gateway', baseUrl: 'http://localhost:4000/v1' },
      problems: {},
    });
    expect(checkUpstream({ name: 'My Gateway', baseUrl: 'localhost:4000' }, []).problems).toEqual({
      name: 'Write lower-case letters, digits, dot, dash and underscore; at most 63.',
      baseUrl: 'Write an http:// or https:// address.',
    });
    expect(checkUpstream({ name: 'openai', baseUrl: 'http://user:pass@host/v1' }, ['openai'])).toEqual({
      value: null,
      problems: {
        name: 'There is an upstream of that name already.',
        baseUrl: 'Write an address without query or credentials.',
      },
    });
  });
});

describe('JSON text', () => {
  it('is laid out, and left alone when it is none', () => {
    expect([prettyJson('{"a":[1]}'), prettyJson('data: x')]).toEqual(['{\n  "a": [\n    1\n  ]\n}', 'data: x']);
  });
});
