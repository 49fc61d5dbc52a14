import { describe, expect, it } from 'vitest';
import { contrastRatio } from '../../../renderer/src/theme/contrast.ts';
import { palettes, tones } from '../../../renderer/src/theme/palette.ts';

const textMinimum = 4.5;
/** WCAG 1.4.11: what is needed to recognise a control or a line of a chart. */
const graphicMinimum = 3;

/** Pairs below a minimum, so that a failure names the colours to change. */
function below(minimum: number, pairs: [name: string, front: string, back: string][]): string[] {
  return pairs
    .filter(([, front, back]) => contrastRatio(front, back) < minimum)
    .map(([name, front, back]) => `${name}: ${contrastRatio(front, back).toFixed(2)}`);
}

describe('contrast', () => {
  it('is computed as WCAG does', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastRatio('#123456', '#123456')).toBe(1);
  });

  describe.each(['light', 'dark'] as const)('%s theme', (scheme) => {
    const { surface, text, line, fill, badge, chart } = palettes[scheme];
    const surfaces = Object.entries(surface);

    it('shows every text colour on every surface', () => {
      const pairs = Object.entries(text).flatMap(([name, front]) =>
        surfaces.map(([on, back]): [string, string, string] => [`${name} on ${on}`, front, back]),
      );
      expect(below(textMinimum, pairs)).toEqual([]);
    });

    it('shows the words of every badge', () => {
      expect(
        below(
          textMinimum,
          tones.map((tone) => [tone, badge[tone].text, badge[tone].back]),
        ),
      ).toEqual([]);
    });

    it('shows white on every filled button', () => {
      expect(
        below(
          textMinimum,
          Object.entries(fill).map(([name, back]) => [name, '#ffffff', back]),
        ),
      ).toEqual([]);
    });

    it('shows lines of the chart, edges of controls and the focus ring', () => {
      const lines: [string, string, string][] = [
        ...Object.entries(chart).map(([name, front]): [string, string, string] => [name, front, surface.panel]),
        ['edge of a control', line.control, surface.panel],
        ...surfaces.map(([on, back]): [string, string, string] => [`focus on ${on}`, line.focus, back]),
      ];
      expect(below(graphicMinimum, lines)).toEqual([]);
    });
  });
});
