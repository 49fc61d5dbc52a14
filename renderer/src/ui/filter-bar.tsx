import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { splitFilterText, toggleToken } from '../model/filter-text.ts';
import { useShortcuts } from './use-shortcuts.ts';
import './filter-bar.css';

/** How long typing rests before its words are looked for, in milliseconds. */
const restMs = 250;

interface FilterBarProps {
  label: string;
  placeholder: string;
  keys: readonly string[];
  text: string;
  onText: (text: string) => void;
  problems: readonly string[];
  children?: ReactNode;
}

/** One field for words and `key:value` pairs; a pair becomes a chip when it is ended with a space or Enter. */
export function FilterBar({ label, placeholder, keys, text, onText, problems, children }: FilterBarProps) {
  const { chips, words } = splitFilterText(text, keys);
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(words);
  const [shownText, setShownText] = useState(text);
  // The address bar or a quick filter changed the text: what is being typed gives way.
  if (text !== shownText) {
    setShownText(text);
    setDraft(words);
  }

  const commit = (typed: string): void => {
    const next = [...chips.map((chip) => chip.source), typed.trim()].filter((part) => part !== '').join(' ');
    setShownText(next);
    setDraft(splitFilterText(next, keys).words);
    onText(next);
  };
  const typing = draft !== words;
  useEffect(() => {
    // A pair that is still being typed would filter by half a name.
    if (!typing || splitFilterText(draft, keys).chips.length > 0) return undefined;
    const timer = setTimeout(() => commit(draft), restMs);
    return () => clearTimeout(timer);
  });
  useShortcuts({ '/': () => input.current?.focus() });

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const endsPair = event.key === ' ' && splitFilterText(draft, keys).chips.length > 0 && !hasOpenQuote(draft);
    if (event.key === 'Enter' || endsPair) commit(draft);
    else if (event.key === 'Backspace' && draft === '' && chips.length > 0) {
      onText(toggleToken(text, chips.at(-1)?.source ?? '', keys));
    } else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <search className="filter-bar">
        <div className="filter-field">
          <Search size={14} aria-hidden />
          {chips.map((chip) => (
            <span key={chip.source} className="filter-chip" data-negated={chip.negated || undefined}>
              <span className="truncate">{chip.source}</span>
              <button
                type="button"
                aria-label={`Remove ${chip.source}`}
                onClick={() => {
                  onText(toggleToken(text, chip.source, keys));
                  input.current?.focus();
                }}
              >
                <X size={12} aria-hidden />
              </button>
            </span>
          ))}
          <input
            ref={input}
            aria-label={label}
            placeholder={chips.length === 0 ? placeholder : ''}
            spellCheck={false}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {children}
      </search>
      {problems.length === 0 ? null : <output className="filter-problem">Not applied: {problems.join('; ')}</output>}
    </>
  );
}

const hasOpenQuote = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 1;
