import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** How far from the top still counts as being there, in pixels. */
const nearTop = 4;

/**
 * Keeps what is looked at in its place when newer rows come in above it: at the top of the list they simply show, further
 * down, or while `held`, the view moves along and `unseen` counts them.
 */
export function useFollow(options: {
  scroller: RefObject<HTMLElement | null>;
  ids: readonly string[];
  rowHeight: number;
  held: boolean;
  onTop: (atTop: boolean) => void;
}): { unseen: number; onScroll: () => void; toTop: () => void } {
  const { scroller, ids, rowHeight, held, onTop } = options;
  const [unseen, setUnseen] = useState(0);
  const firstId = useRef<string | undefined>(undefined);

  useLayoutEffect(() => {
    const element = scroller.current;
    const previous = firstId.current;
    firstId.current = ids[0];
    if (element === null || previous === undefined || previous === ids[0]) return;
    const added = ids.indexOf(previous);
    if (added <= 0) {
      setUnseen(0);
      return;
    }
    if (element.scrollTop <= nearTop && !held) return;
    element.scrollBy({ top: added * rowHeight, behavior: 'instant' });
    setUnseen((count) => count + added);
  }, [ids, scroller, rowHeight, held]);

  return {
    unseen,
    onScroll: () => {
      const atTop = (scroller.current?.scrollTop ?? 0) <= nearTop;
      onTop(atTop);
      if (atTop) setUnseen(0);
    },
    toTop: () => {
      scroller.current?.scrollTo({ top: 0 });
      setUnseen(0);
    },
  };
}
