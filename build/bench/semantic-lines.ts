/** What a benchmark found, beside what it should. */
export interface Line {
  what: string;
  figures: string;
  goal: string;
  met: boolean;
}

export const ms = (value: number): string => `${value.toFixed(2)} ms`;
