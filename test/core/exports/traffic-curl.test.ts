import { describe, expect, it } from 'vitest';
import { trafficCurl } from '../../../src-core/exports/traffic-curl.ts';
import { entryDetail, trafficDetail } from '../../renderer/support/views.ts';

const proxy = 'http://127.0.0.1:8080';
const noPrefix = (): undefined => undefined;
const body = `{"model":"gpt-4o-mini", "messages":[{"role":"user","content":"What's WAL?"}]}`;

describe('curl of a logged request', () => {
  it('goes through the proxy, to the same upstream and project', () => {
    const request = trafficDetail({ upstream: 'groq', project: 'evals', path: '/openai/v1/chat/completions' });
    const { command } = trafficCurl(request, null, proxy, (name) => `/${name}`);
    expect(command.split(' ')[1]).toBe(`${proxy}/p/evals/groq/openai/v1/chat/completions`);
  });

  it('has the body as it was sent, whatever is in it', () => {
    const { command, caveat } = trafficCurl(trafficDetail({}), entryDetail({ requestBody: body }), proxy, noPrefix);
    expect(command).toContain(`--data-raw '${body.replaceAll("'", String.raw`'\''`)}'`);
    expect(caveat).toBeNull();
  });

  it('says that the body of a hit is that of the request which was recorded', () => {
    const hit = trafficDetail({ cacheStatus: 'hit', match: 'exact' });
    expect(trafficCurl(hit, entryDetail({ requestBody: body }), proxy, noPrefix).caveat).toMatch(
      /whose answer was served/,
    );
  });

  it.each([
    ['no entry', null],
    ['an entry without its request', entryDetail({})],
    [
      'the entry of another wording',
      entryDetail({ requestBody: body }),
      trafficDetail({ cacheStatus: 'hit', match: 'semantic' }),
    ],
  ])('leaves the body to a file with %s', (_, entry, request = trafficDetail({})) => {
    const { command, caveat } = trafficCurl(request, entry, proxy, noPrefix);
    expect([command.includes('--data-binary @body.json'), caveat]).toEqual([
      true,
      'The body of this request is not stored: put yours into body.json.',
    ]);
  });

  it('has no caveat without a body', () => {
    const { command, caveat } = trafficCurl(
      trafficDetail({ method: 'GET', path: '/v1/models' }),
      null,
      proxy,
      noPrefix,
    );
    expect([command.startsWith(`curl ${proxy}/v1/models`), caveat]).toEqual([true, null]);
  });
});
