import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote, toCurl } from '../../../src-core/exports/curl.ts';

const url = 'http://127.0.0.1:8080/v1/chat/completions';

describe('curl export', () => {
  it('writes method, headers and body, without what curl sets itself', () => {
    const command = toCurl({
      method: 'POST',
      url,
      headers: [
        { name: 'Host', value: '127.0.0.1:8080' },
        { name: 'Content-Length', value: '12' },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'X-Title', value: "it's" },
      ],
      body: { text: '{"a":"it\'s"}' },
    });
    expect(command).toBe(
      [
        `curl ${url} \\`,
        "  -H 'Content-Type: application/json' \\",
        String.raw`  -H 'X-Title: it'\''s' \ `.trimEnd(),
        String.raw`  --data-raw '{"a":"it'\''s"}'`,
      ].join('\n'),
    );
  });

  it.each([
    ['Authorization', 'set (…1234)', '"Authorization: Bearer $API_KEY"'],
    ['authorization', 'Basic dXNlcjpwYXNz', '"authorization: Basic $API_KEY"'],
    ['x-api-key', 'sk-live-secret', '"x-api-key: $API_KEY"'],
    ['x-goog-api-key', 'secret', '"x-goog-api-key: $API_KEY"'],
    ['cookie', 'a=b', '"cookie: $API_KEY"'],
    ['Helicone-Auth', 'set (…1234)', '"Helicone-Auth: $API_KEY"'],
    ['X-Functions-Key', 'set (…1234)', '"X-Functions-Key: $API_KEY"'],
    ['X-Auth-Token', 'secret', '"X-Auth-Token: $API_KEY"'],
  ])('never writes the value of %s', (name, value, written) => {
    expect(toCurl({ method: 'GET', url, headers: [{ name, value }], body: null })).toBe(
      `curl ${url} \\\n  -H ${written}`,
    );
  });

  it('names the method only where curl would choose another', () => {
    const of = (method: string, body: { text: string } | null) => toCurl({ method, url, headers: [], body });
    expect([of('GET', null), of('DELETE', null), of('PUT', { text: '1' })]).toEqual([
      `curl ${url}`,
      `curl ${url} \\\n  -X DELETE`,
      `curl ${url} \\\n  -X PUT \\\n  --data-raw 1`,
    ]);
  });

  it('leaves an unknown body to a file', () => {
    expect(toCurl({ method: 'POST', url, headers: [], body: { file: 'body.json' } })).toContain(
      '--data-binary @body.json',
    );
  });

  it('quotes any text so that a shell gives it back', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('\0')),
        (text) => {
          expect(execFileSync('/bin/sh', ['-c', `printf %s ${quote(text)}`], { encoding: 'utf8' })).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });
});
