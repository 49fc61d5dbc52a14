import type { EntryDetail } from '../../../src-core/contracts/views.ts';
import { PlainText } from './plain-text.tsx';
import './conversation.css';

/** The turns of a stored request, then what was answered; all of it text that strangers wrote. */
export function Conversation({ turns }: { turns: EntryDetail['conversation'] }) {
  if (turns.length === 0) return <p className="dim">The request has no conversation.</p>;
  return (
    <ol className="turns">
      {turns.map((turn, index) => (
        // Turns never change place: they belong to one stored request.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="turn">
          <span className="turn-role">{turn.role}</span>
          <PlainText text={turn.text} />
        </li>
      ))}
    </ol>
  );
}
