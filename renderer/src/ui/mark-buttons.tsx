import { Button } from '@mantine/core';
import { Check, X } from 'lucide-react';
import type { MarkVerdict } from '../../../src-core/contracts/views.ts';
import { useMark } from './use-mark.ts';
import './mark-buttons.css';

interface MarkButtonsProps {
  requestId: string;
  /** The entry that was compared, for a request that it did not answer. */
  entryId?: string;
  verdict: MarkVerdict | null;
}

/** Says of an answer by meaning whether it was right; the pressed one, pressed again, takes the mark back. */
export function MarkButtons({ requestId, entryId, verdict }: MarkButtonsProps) {
  const mark = useMark();
  const toggle = (wanted: MarkVerdict): void =>
    mark({ requestId, entryId }, verdict === wanted ? null : wanted, verdict);
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
