import { useState, type KeyboardEvent, type PointerEvent } from 'react';

const bounds = { min: 320, max: 900 };
const startWidth = 500;
const keyStep = 24;

/** Screens with details share one width for as long as the window lives. */
let lastWidth = startWidth;

const within = (width: number): number => Math.round(Math.min(bounds.max, Math.max(bounds.min, width)));

/** Width of the details, changed by dragging their edge or with the arrow keys on it. */
export function useDetailWidth() {
  const [width, setWidth] = useState(lastWidth);
  const change = (next: number): void => {
    lastWidth = within(next);
    setWidth(lastWidth);
  };
  return {
    width,
    bounds,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'ArrowLeft') change(width + keyStep);
        else if (event.key === 'ArrowRight') change(width - keyStep);
        else return;
        event.preventDefault();
      },
      onPointerDown: (event: PointerEvent) => event.currentTarget.setPointerCapture(event.pointerId),
      onPointerMove: (event: PointerEvent) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? 0;
        change(right - event.clientX);
      },
    },
  };
}
