import { Button } from '@mantine/core';
import { Check, X } from 'lucide-react';
import type { MarkVerdict } from '../../../src-core/contracts/views.ts';
import { useMark } from './use-mark.ts';
import './mark-buttons.css';

/** Says of an answer by meaning whether it was right; the pressed one, pressed again, takes the mark back. */
export function MarkButtons({ requestId, verdict }: { requestId: string; verdict: MarkVerdict | null }) {
  const mark = useMark();
  const toggle = (wanted: MarkVerdict): void => mark(requestId, verdict === wanted ? null : wanted, verdict);
  return (
    <fieldset className="mark-buttons">
      <legend className="visually-hidden">Was the answer right?</legend>
      <Button
        variant="default"
        aria-pressed={verdict === 'right'}
        leftSection={<Check size={13} aria-hidden />}
        onClick={() => toggle('right')}
      >
        Right answer
      </Button>
      <Button
        variant="default"
        aria-pressed={verdict === 'wrong'}
        leftSection={<X size={13} aria-hidden />}
        onClick={() => toggle('wrong')}
      >
        Wrong answer
      </Button>
    </fieldset>
  );
}
