import { expect, test } from 'vitest';
import { credentialHash, identityQuery } from '../../../src-core/request/credential.ts';

const salt = new Uint8Array(32);
const hashOf = (headers: Record<string, string>, query = ''): string =>
  credentialHash((name) => headers[name], query, salt, Object.keys(headers));

test('everything that looks like a credential is one', () => {
  const callers = [
    {},
    { authorization: 'Bearer one' },
    { authorization: 'Bearer one', 'helicone-auth': 'Bearer two' },
    { 'cf-aig-authorization': 'Bearer one' },
    { 'ocp-apim-subscription-key': 'one' },
    { 'ocp-apim-subscription-key': 'two' },
    { 'x-portkey-api-key': 'one' },
    { 'x-auth-token': 'one' },
    { 'x-amz-security-token': 'one' },
    { cookie: 'session=one' },
    { cookie: 'session=two' },
  ];
  const hashes = callers.map((headers) => hashOf(headers));
  expect(new Set(hashes).size).toBe(callers.length);
  expect(hashes[0]).toBe('none');
});

test.each([
  ['a mark against sending twice', { 'idempotency-key': '1' }],
  ['what is addressed to a proxy', { 'proxy-authorization': 'Basic eDp5' }],
  ['what a bot filter sets', { cookie: '__cf_bm=1; _cfuvid=2' }],
  ['a handshake', { 'sec-websocket-key': '1' }],
  ['an empty one', { cookie: '' }],
])('%s is none', (_, headers) => {
  expect(hashOf(headers)).toBe('none');
});

test('a bot filter beside a session does not change whose it is', () => {
  expect(hashOf({ cookie: 'session=one; __cf_bm=1' })).toBe(hashOf({ cookie: 'session=one; __cf_bm=2' }));
});

test.each(['api_key', 'apikey', 'api-key', 'sig', 'token', 'X-Amz-Signature', 'code', 'a%70i_key', 'AccessToken'])(
  'a query parameter %s is a credential, and no part of what is kept in plain text',
  (name) => {
    expect(identityQuery(`?v=1&${name}=secret`)).toBe('v=1');
    expect(hashOf({}, `?v=1&${name}=one`)).not.toBe(hashOf({}, `?v=1&${name}=two`));
    expect(hashOf({}, `?v=1&${name}=one`)).not.toBe('none');
  },
);

test('bytes that are no UTF-8 are not taken for one another', () => {
  expect(identityQuery('?x=%FF')).not.toBe(identityQuery('?x=%FE'));
  expect(identityQuery('?x=%FF&key=secret')).toBe('x=%FF');
  expect(identityQuery('?b=1&a=%C3%A9')).toBe('a=%C3%A9&b=1');
});
