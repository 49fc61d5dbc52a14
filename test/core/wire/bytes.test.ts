import { PassThrough } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeContent } from '../../../src-core/wire/decode-content.ts';
import { endToEndHeaders, maskHeaders, rawHeader } from '../../../src-core/wire/headers.ts';
import { readBody } from '../../../src-core/wire/read-body.ts';

describe('headers', () => {
  test('hop-by-hop headers and those that Connection names stay behind; the rest keeps case, order and repeats', () => {
    const raw = [
      'Host',
      'x',
      'X-One',
      '1',
      'Connection',
      'close, X-Gone',
      'x-gone',
      'y',
      'Set-Cookie',
      'a=1',
      'Transfer-Encoding',
      'chunked',
      'Set-Cookie',
      'b=2',
      'TE',
      'trailers',
      'Keep-Alive',
      'timeout=5',
    ];
    expect(endToEndHeaders(raw, (name) => name === 'host')).toEqual([
      'X-One',
      '1',
      'Set-Cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
    ]);
    expect(rawHeader(raw, 'set-cookie')).toBe('a=1');
    expect(rawHeader(raw, 'missing')).toBeUndefined();
  });

  test('secrets show that they are set, and long ones their last four', () => {
    expect(
      maskHeaders([
        'Authorization',
        'Bearer sk-abcdefghijklmnop',
        'X-Api-Key',
        'short',
        'Cookie',
        'session=0123456789abcdef',
        'User-Agent',
        'curl',
      ]),
    ).toEqual([
      { name: 'Authorization', value: 'set (…mnop)' },
      { name: 'X-Api-Key', value: 'set' },
      { name: 'Cookie', value: 'set (…cdef)' },
      { name: 'User-Agent', value: 'curl' },
    ]);
  });

  test('addresses lose their query and user, where keys are', () => {
    const values = (value: string): string[] => maskHeaders(['X-LLM-Proxy-Upstream', value]).map((each) => each.value);
    expect(values('https://user:secret@api.example.org/v1/x?key=AIza#top')).toEqual([
      'https://api.example.org/v1/x#top',
    ]);
    expect(values('<http://a/b?token=x>; rel="next", <http://c>')).toEqual(['<http://a/b>; rel="next", <http://c>']);
    expect(values('what? no=address')).toEqual(['what? no=address']);
  });
});

describe('content codings', () => {
  const text = Buffer.from('an answer '.repeat(50));
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', text],
    ['', text],
  ])('%s is undone', async (coding, body) => {
    expect((await decodeContent(body, coding, 10_000)).equals(text)).toBe(true);
  });

  test('a bomb, damage and an unknown coding are refused', async () => {
    await expect(decodeContent(gzipSync(Buffer.alloc(1_000_000)), 'gzip', 10_000)).rejects.toThrow(/larger than/);
    await expect(decodeContent(Buffer.from('not gzip'), 'gzip', 10_000)).rejects.toThrow(/incorrect header/);
    await expect(decodeContent(text, 'rot13', 10_000)).rejects.toThrow('unknown content coding');
  });
});

describe('reading a body', () => {
  test('whole within the limit, its head beyond it with the rest still to come', async () => {
    const small = new PassThrough();
    small.write('ab');
    small.end('cd');
    expect(await readBody(small, 4)).toEqual({ complete: true, body: Buffer.from('abcd') });

    const large = new PassThrough();
    large.write('abcd');
    large.write('efgh');
    large.end('ijkl');
    const reading = await readBody(large, 6);
    expect(reading).toEqual({ complete: false, head: Buffer.from('abcdefgh') });
    expect(Buffer.concat(await large.toArray()).toString()).toBe('ijkl');
  });

  test('a sender that leaves is an error, not a shorter body', async () => {
    const cut = new PassThrough();
    cut.write('ab');
    const reading = readBody(cut, 100);
    cut.destroy();
    await expect(reading).rejects.toThrow('left before');
  });
});
