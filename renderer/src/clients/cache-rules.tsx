import { useOperation } from '../client/use-operation.ts';

/** What will and what will not be cached, before anyone wonders. */
export function CacheRules({ defaultUpstream }: { defaultUpstream: string }) {
  const settings = useOperation('settings.get', {});
  const byMeaning = settings.data !== undefined && settings.data.settings.matching.level !== 'off';
  return (
    <section className="cache-rules" aria-label="What is cached">
      <div>
        <h2>Answered from the cache</h2>
        <p>
          A chat, completion or embedding of any provider listed here that is identical to one before: same key,
          upstream, model, messages and parameters
          {byMeaning
            ? '; or a chat whose last message words the same thing differently, when the models on this machine are sure enough'
            : null}
          . Streams and single documents serve each other.
        </p>
      </div>
      <div>
        <h2>Passed through</h2>
        <p>
          Everything else, untouched: files, audio, images, model lists, and requests whose answer lives at the provider
          or on the web. Errors and answers that were cut off are never stored.
        </p>
      </div>
      <div>
        <h2>Your key</h2>
        <p>
          Goes to {defaultUpstream}, or the provider that the path names, as your tool sends it and is not kept; a
          salted hash of it keeps the answers of different keys apart.
        </p>
      </div>
    </section>
  );
}
