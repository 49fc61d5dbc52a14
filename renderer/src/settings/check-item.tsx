import { Button } from '@mantine/core';
import type { ShadowCheck, ShadowVerdict } from '../../../src-core/contracts/shadow.ts';
import { useAction } from '../client/use-action.ts';
import { formatRoute } from '../router/route.ts';
import { PlainText } from '../ui/plain-text.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

const refresh = ['shadow.get', 'shadow.list', 'status.get'];

/** One check with both texts and both answers; the owner's word takes the place of the comparison's. */
export function CheckItem({ check }: { check: ShadowCheck }) {
  const act = useAction();
  const judge = (verdict: ShadowVerdict): void => act('shadow.judge', { id: check.id, verdict }, { refresh });
  const sides = [
    { name: 'Stored for', text: check.storedText, answer: check.storedAnswer },
    { name: 'Asked', text: check.askedText, answer: check.freshAnswer },
  ];
  return (
    <li className="check">
      <p className="dim">
        <RelativeTime at={check.at} />, {check.judged ? 'judged by you' : check.detail}.{' '}
        <a href={formatRoute({ screen: 'traffic', id: check.requestId })}>The request</a>
      </p>
      <div className="check-sides">
        {sides.map(({ name, text, answer }) => (
          <div key={name}>
            <h3>{name}</h3>
            <PlainText text={text} />
            <h3>Answer</h3>
            <PlainText text={answer} />
          </div>
        ))}
      </div>
      <div className="setting-buttons">
        <Button variant="default" disabled={check.judged && check.verdict === 'same'} onClick={() => judge('same')}>
          The stored answer was right
        </Button>
        <Button
          variant="default"
          disabled={check.judged && check.verdict === 'different'}
          onClick={() => judge('different')}
        >
          It was wrong
        </Button>
      </div>
    </li>
  );
}
