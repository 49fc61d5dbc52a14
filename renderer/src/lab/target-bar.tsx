import { Button, Slider } from '@mantine/core';
import { matchTargets, type Settings } from '../../../src-core/contracts/settings.ts';
import { targetWords } from '../model/lab-words.ts';
import { useTargetSetting } from './use-target-setting.ts';

interface TargetBarProps {
  target: number;
  onTarget: (target: number) => void;
  inUse: number | null;
  matching: Settings['matching'];
}

const step = 0.001;
const marks = [
  { value: 0.9, label: '90%' },
  { value: matchTargets.relaxed, label: 'relaxed 95%' },
  { value: matchTargets.balanced, label: 'balanced 97%' },
  { value: matchTargets.strict, label: 'strict 99%' },
];

/** The precision target that both halves of the lab are asked at, beside the one that requests are answered at. */
export function TargetBar({ target, onTarget, inUse, matching }: TargetBarProps) {
  const choose = useTargetSetting(matching);
  return (
    <section className="panel target-bar" aria-label="Precision target">
      <div className="target-words">
        <span>
          <strong className="target-value">{targetWords(target)}</strong> of the answers by meaning should be right
        </span>
        <span className="dim">In use: {inUse === null ? 'none, matching is off' : targetWords(inUse)}</span>
        <Button disabled={target === inUse} onClick={() => choose(target)}>
          Use this target
        </Button>
      </div>
      <Slider
        className="target-slider"
        thumbLabel="Precision target"
        min={0.9}
        max={0.999}
        step={step}
        marks={marks}
        value={target}
        label={(value) => targetWords(value)}
        onChange={(value) => onTarget(Number(value.toFixed(3)))}
      />
    </section>
  );
}
