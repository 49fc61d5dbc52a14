interface SelectBoxProps {
  label: string;
  checked: boolean;
  /** In rows the grid's own keys select, so that a thousand boxes are not a thousand stops of Tab. */
  reachable?: boolean;
  onToggle: (range: boolean) => void;
}

/** A box that selects; with Shift, everything since the last one. */
export function SelectBox({ label, checked, reachable = false, onToggle }: SelectBoxProps) {
  return (
    <input
      type="checkbox"
      className="select-box"
      aria-label={label}
      tabIndex={reachable ? 0 : -1}
      checked={checked}
      onChange={(event) => onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
    />
  );
}
