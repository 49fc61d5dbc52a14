import { Button } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { formatCount, formatPlural } from '../model/format-number.ts';
import { eventPaceMs, readStreamEvents } from '../model/stream-events.ts';
import { PlainText } from './plain-text.tsx';
import './stream-replay.css';

interface StreamReplayProps {
  recording: string;
  mode: 'sse' | 'ndjson';
  /** How long the recorded call took, milliseconds. */
  durationMs: number;
}

/**
 * Plays a recorded stream event by event. Single events carry no time of their own, so the call's time is spread over
 * them. Where motion is not wanted, nothing moves by itself: each press shows the next event.
 */
export function StreamReplay({ recording, mode, durationMs }: StreamReplayProps) {
  const events = useMemo(() => readStreamEvents(recording, mode), [recording, mode]);
  const [shown, setShown] = useState(0);
  const [playing, setPlaying] = useState(false);
  const still = useReducedMotion();
  const ended = shown >= events.length;
  const runs = playing && !ended && !still;

  useEffect(() => {
    if (!runs) return undefined;
    const timer = setInterval(() => setShown((count) => count + 1), eventPaceMs(events.length, durationMs));
    return () => clearInterval(timer);
  }, [runs, events.length, durationMs]);

  const press = (): void => {
    if (still) setShown(ended ? 0 : shown + 1);
    else {
      if (ended) setShown(0);
      setPlaying(ended || !playing);
    }
  };
  const last = events[shown - 1];
  const text = events.slice(0, shown).map((event) => event.text);
  return (
    <div className="stream-replay">
      <div className="stream-controls">
        <Button variant="default" leftSection={<ControlIcon ended={ended} still={still} runs={runs} />} onClick={press}>
          {ended ? 'Start over' : still ? 'Next event' : runs ? 'Pause' : 'Play'}
        </Button>
        <input
          type="range"
          aria-label="Event of the stream"
          aria-valuetext={`${formatCount(shown)} of ${formatPlural(events.length, 'event')}`}
          min={0}
          max={events.length}
          value={Math.min(shown, events.length)}
          onChange={(event) => {
            setPlaying(false);
            setShown(event.currentTarget.valueAsNumber);
          }}
        />
        <span className="numbers dim">
          {formatCount(Math.min(shown, events.length))} of {formatPlural(events.length, 'event')}
        </span>
      </div>
      <div className="turn">
        <span className="turn-role">answer so far</span>
        {shown === 0 ? <p className="dim">Nothing has come yet.</p> : <PlainText text={text.join('')} />}
      </div>
      <div>
        <h3>Last event</h3>
        <pre className="stream-event">{last === undefined ? '–' : last.raw.trimEnd()}</pre>
      </div>
    </div>
  );
}

function ControlIcon({ ended, still, runs }: { ended: boolean; still: boolean; runs: boolean }) {
  const Icon = ended ? RotateCcw : still ? StepForward : runs ? Pause : Play;
  return <Icon size={13} aria-hidden />;
}
