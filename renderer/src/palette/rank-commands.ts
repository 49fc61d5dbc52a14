import type { PaletteCommand } from './command.ts';

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** How well a command fits: every word must begin a word of it; words of the title count more. 0 is not at all. */
function fit(command: PaletteCommand, wanted: readonly string[]): number {
  const title = wordsOf(`${command.group} ${command.title}`);
  const more = wordsOf([...(command.keywords ?? []), command.detail ?? ''].join(' '));
  let sum = 0;
  for (const word of wanted) {
    if (title.some((one) => one.startsWith(word))) sum += 3;
    else if (more.some((one) => one.startsWith(word))) sum += 1;
    else return 0;
  }
  return sum;
}

/** The commands that fit what was typed, best first; all of them in their order while nothing is typed. */
export function rankCommands(commands: readonly PaletteCommand[], typed: string): PaletteCommand[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return [...commands];
  return commands
    .map((command) => ({ command, rank: fit(command, wanted) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ command }) => command);
}
