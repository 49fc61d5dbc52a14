import type { SettingsFile } from '../../src-core/contracts/settings.ts';
import { runCore, type RunningCore } from './core-instance.ts';
import { postJson, type RawResponse } from './raw-http.ts';
import { chatCompletion, sendJson, startUpstream, type Script, type ScriptedUpstream } from './scripted-upstream.ts';

export interface ChatCore {
  upstream: ScriptedUpstream;
  semcache: RunningCore;
  /** Asks a chat question; `path` may name a project. */
  ask: (
    text: string,
    headers?: Record<string, string>,
    more?: { path?: string; body?: Record<string, unknown> },
  ) => Promise<RawResponse>;
  stop: () => Promise<void>;
}

/** What became of a request, in the words of its headers. */
export const outcomeOf = ({ headers }: RawResponse): string =>
  [headers['x-cache-status'], headers['x-cache-match'], headers['x-cache-reason']]
    .filter((part) => part !== undefined)
    .join(' ');

/** Text of a chat answer. */
export const answerOf = ({ body }: RawResponse): string =>
  (JSON.parse(body.toString()) as { choices: { message: { content: string } }[] }).choices[0]!.message.content;

/** The real core in front of an upstream that numbers its answers: `answer 1`, `answer 2`. */
export async function startChatCore(
  settings: SettingsFile = {},
  more: Parameters<typeof runCore>[1] & { script?: Script } = {},
): Promise<ChatCore> {
  const { script, ...options } = more;
  const upstream = await startUpstream(
    script ?? ((_, response) => sendJson(response, chatCompletion(`answer ${upstream.seen.length}`))),
  );
  const semcache = await runCore(
    {
      ...settings,
      proxy: { defaultUpstream: 'here', ...settings.proxy },
      upstreams: [{ name: 'here', baseUrl: `${upstream.url}/v1` }],
    },
    options,
  );
  return {
    upstream,
    semcache,
    ask: (text, headers = {}, { path = '/v1/chat/completions', body = {} } = {}) =>
      postJson(
        `${semcache.url}${path}`,
        { model: 'gpt-test', messages: [{ role: 'user', content: text }], ...body },
        { authorization: 'Bearer key-one', ...headers },
      ),
    stop: async () => {
      await semcache.stop();
      await upstream.close();
    },
  };
}
