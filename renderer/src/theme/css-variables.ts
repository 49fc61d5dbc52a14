import type { CSSVariablesResolver } from '@mantine/core';
import { palettes, tones, type Palette } from './palette.ts';

/** The palette as `--sc-…` variables, and Mantine's own variables set from it. */
function variablesOf(palette: Palette): Record<string, string> {
  const { surface, text, line, fill, badge, chart } = palette;
  const own = [
    ...named('surface', surface),
    ...named('text', text),
    ...named('line', line),
    ...named('fill', fill),
    ...named('chart', chart),
    ...tones.flatMap((tone): [string, string][] => [
      [`--sc-badge-${tone}-back`, badge[tone].back],
      [`--sc-badge-${tone}-text`, badge[tone].text],
    ]),
  ];
  return { ...Object.fromEntries(own), ...mantineVariables(palette) };
}

function named(group: string, colours: Record<string, string>): [string, string][] {
  return Object.entries(colours).map(([name, colour]) => [`--sc-${group}-${name}`, colour]);
}

function mantineVariables({ surface, text, line, fill }: Palette): Record<string, string> {
  return {
    '--mantine-color-body': surface.panel,
    '--mantine-color-text': text.normal,
    '--mantine-color-bright': text.normal,
    '--mantine-color-dimmed': text.dim,
    '--mantine-color-placeholder': text.dim,
    '--mantine-color-anchor': text.link,
    '--mantine-color-error': text.bad,
    '--mantine-color-success': text.good,
    '--mantine-color-default': surface.field,
    '--mantine-color-default-hover': surface.hover,
    '--mantine-color-default-color': text.normal,
    '--mantine-color-default-border': line.strong,
    '--mantine-color-disabled-color': text.dim,
    '--mantine-primary-color-filled': fill.accent,
    '--mantine-primary-color-filled-hover': fill.accentHover,
    '--mantine-primary-color-contrast': '#ffffff',
    '--mantine-primary-color-light': surface.selected,
    '--mantine-primary-color-light-color': text.link,
    '--mantine-color-accent-filled': fill.accent,
    '--mantine-color-accent-filled-hover': fill.accentHover,
    '--mantine-color-accent-light': surface.selected,
    '--mantine-color-accent-light-hover': surface.selected,
    '--mantine-color-accent-light-color': text.link,
    '--mantine-color-accent-outline': line.focus,
    '--mantine-color-danger-filled': fill.danger,
    '--mantine-color-danger-filled-hover': fill.dangerHover,
    '--mantine-color-danger-light-color': text.bad,
  };
}

export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf(palettes.light),
  dark: variablesOf(palettes.dark),
});
