import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { greys, palettes } from './palette.ts';

/** Mantine wants ten shades; ours come from the palette through css-variables.ts, these only back them up. */
const shades = (light: string, dark: string): MantineColorsTuple => [
  light,
  light,
  light,
  light,
  dark,
  dark,
  light,
  light,
  dark,
  dark,
];

const systemFont =
  'system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const monospaceFont =
  'ui-monospace, "SF Mono", SFMono-Regular, Menlo, "Cascadia Mono", Consolas, "Liberation Mono", monospace';

const small = { defaultProps: { size: 'xs' } } as const;

export const mantineTheme = createTheme({
  primaryColor: 'accent',
  colors: {
    gray: [...greys.gray],
    dark: [...greys.dark],
    accent: shades(palettes.light.fill.accent, palettes.dark.fill.accent),
    danger: shades(palettes.light.fill.danger, palettes.dark.fill.danger),
  },
  primaryShade: { light: 6, dark: 8 },
  fontFamily: systemFont,
  fontFamilyMonospace: monospaceFont,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    ActionIcon: { defaultProps: { variant: 'subtle', size: 28, color: 'gray' } },
    Button: small,
    Checkbox: small,
    NativeSelect: small,
    SegmentedControl: small,
    Switch: { defaultProps: { size: 'sm' } },
    TextInput: small,
    Textarea: small,
    Tooltip: {
      defaultProps: { openDelay: 350, multiline: true, maw: 360, withArrow: false, transitionProps: { duration: 0 } },
    },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
  },
});
