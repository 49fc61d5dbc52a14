import { CodeBlock } from '../ui/code-block.tsx';
import './entrance.css';

/** All that someone without a session sees: how to get one. */
export function Entrance({ refused }: { refused: boolean }) {
  return (
    <main className="entrance">
      <div className="entrance-card">
        <h1>Open the console with its address</h1>
        {refused ? (
          <p className="bad" role="alert">
            The token in this address is not the one of the running instance. Every start makes a new one.
          </p>
        ) : null}
        <p>
          This console shows prompts and answers, so it opens only with the token of the running instance. The token is
          part of an address like this one:
        </p>
        <CodeBlock label="form of the address" code={`${window.location.origin}/admin/#token=…`} />
        <p>
          <code>serve</code> printed it when it started. To see it again, ask in a terminal, in the folder of Semcache:
        </p>
        <CodeBlock label="command" code="npm run semcache -- status" />
      </div>
    </main>
  );
}
