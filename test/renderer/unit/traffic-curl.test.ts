import { describe, expect, it } from 'vitest';
import { trafficCurl } from '../../../renderer/src/model/traffic-curl.ts';
import { entryDetail, trafficDetail, upstreamView } from '../support/views.ts';

const proxy = 'http://127.0.0.1:8080';

describe('curl of a logged request', () => {
  it('goes through the proxy, to the same upstream and project', () => {
    const request = trafficDetail({ upstream: 'groq', project: 'evals', path: '/openai/v1/chat/completions' });
    const { command } = trafficCurl(request, null, proxy, [upstreamView({ name: 'groq', prefix: '/groq' })]);
    expect(command.split(' ')[1]).toBe(`${proxy}/p/evals/groq/openai/v1/chat/completions`);
  });

  it('writes the body of a text chat again and says that it did', () => {
    const entry = entryDetail({
      parameters: '{"model":"gpt-4o-mini","temperature":0}',
      conversation: [
        { role: 'system', text: 'Be brief.' },
        { role: 'user', text: "What's WAL?" },
      ],
    });
    const { command, caveat } = trafficCurl(trafficDetail({}), entry, proxy, []);
    const body = /--data-raw '([^]*)'$/.exec(command)?.[1]?.replaceAll(String.raw`'\''`, "'") ?? '';
    expect({ body: JSON.parse(body) as unknown, caveat }).toEqual({
      body: {
        model: 'gpt-4o-mini',
        temperature: 0,
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: "What's WAL?" },
        ],
      },
      caveat: 'The body is written from the stored text; images and the order of fields are not in it.',
    });
  });

  it.each([
    ['no entry', null],
    ['a tool call in it', entryDetail({ conversation: [{ role: 'tool', text: '{}' }] })],
    ['another dialect', entryDetail({ dialect: 'embeddings' })],
    ['the entry of another wording', entryDetail({}), trafficDetail({ cacheStatus: 'hit', match: 'semantic' })],
  ])('leaves the body to a file with %s', (_, entry, request = trafficDetail({})) => {
    const { command, caveat } = trafficCurl(request, entry, proxy, []);
    expect([command.includes('--data-binary @body.json'), caveat]).toEqual([
      true,
      'Request bodies are not logged: put yours into body.json.',
    ]);
  });

  it('has no caveat without a body', () => {
    const { command, caveat } = trafficCurl(trafficDetail({ method: 'GET', path: '/v1/models' }), null, proxy, []);
    expect([command.startsWith(`curl ${proxy}/v1/models`), caveat]).toEqual([true, null]);
  });
});
