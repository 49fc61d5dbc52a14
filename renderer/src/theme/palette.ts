/**
 * Every colour of the console. Nothing else names a colour, so that the contrast test covers what is on screen:
 * texts reach 4.5 on every surface they may lie on, lines of charts and controls reach 3.
 */
export const tones = ['hit', 'miss', 'bypass', 'stale', 'coalesced', 'refresh', 'error'] as const;
export type Tone = (typeof tones)[number];

export interface Palette {
  /** What content lies on, from the frame to a chosen row. */
  surface: Record<'canvas' | 'panel' | 'nav' | 'field' | 'hover' | 'selected' | 'code', string>;
  text: Record<'normal' | 'dim' | 'link' | 'good' | 'warn' | 'bad', string>;
  line: Record<'soft' | 'strong' | 'control' | 'focus', string>;
  /** Fills with white text on them. */
  fill: Record<'accent' | 'accentHover' | 'danger' | 'dangerHover', string>;
  badge: Record<Tone, { back: string; text: string }>;
  chart: Record<'hits' | 'meaning' | 'shared' | 'stale' | 'misses' | 'bypasses' | 'errors', string>;
}

const light: Palette = {
  surface: {
    canvas: '#f6f7f9',
    panel: '#ffffff',
    nav: '#eef0f4',
    field: '#ffffff',
    hover: '#f0f2f6',
    selected: '#e3e9fb',
    code: '#f4f5f8',
  },
  text: {
    normal: '#1a212d',
    dim: '#566173',
    link: '#3348bd',
    good: '#0a6b40',
    warn: '#865200',
    bad: '#b02323',
  },
  line: { soft: '#e0e4ea', strong: '#c9d0da', control: '#7f8a9a', focus: '#3a50c2' },
  fill: { accent: '#3a50c2', accentHover: '#2f43a8', danger: '#b32626', dangerHover: '#981f1f' },
  badge: {
    hit: { back: '#d8f1e3', text: '#0b5935' },
    miss: { back: '#e5e9ef', text: '#414c5c' },
    bypass: { back: '#ece6f8', text: '#563b91' },
    stale: { back: '#fbebc8', text: '#734700' },
    coalesced: { back: '#d8edf6', text: '#0b526c' },
    refresh: { back: '#dee7fd', text: '#2a46a6' },
    error: { back: '#fbdfdf', text: '#971b1b' },
  },
  chart: {
    hits: '#1c9a60',
    meaning: '#3f74dd',
    shared: '#118aa3',
    stale: '#b47b06',
    misses: '#7d899a',
    bypasses: '#8468cc',
    errors: '#d03f3f',
  },
};

const dark: Palette = {
  surface: {
    canvas: '#0e1116',
    panel: '#151920',
    nav: '#11151b',
    field: '#10141a',
    hover: '#1b2029',
    selected: '#1e2a4a',
    code: '#10141a',
  },
  text: {
    normal: '#e3e7ed',
    dim: '#9aa5b4',
    link: '#9db0ff',
    good: '#67d59c',
    warn: '#ecbe62',
    bad: '#ff9a9a',
  },
  line: { soft: '#262c36', strong: '#39424f', control: '#6f7b8b', focus: '#8ea2ff' },
  fill: { accent: '#4a60d6', accentHover: '#5166d6', danger: '#b83434', dangerHover: '#c23a3a' },
  badge: {
    hit: { back: '#113225', text: '#6edfa5' },
    miss: { back: '#262d37', text: '#bac4d0' },
    bypass: { back: '#2b2242', text: '#c5b1f6' },
    stale: { back: '#392a0d', text: '#f1c56c' },
    coalesced: { back: '#0e2f3f', text: '#7dcfec' },
    refresh: { back: '#1c2b53', text: '#a7baff' },
    error: { back: '#431b1d', text: '#ff9f9f' },
  },
  chart: {
    hits: '#35b57c',
    meaning: '#6f9bf5',
    shared: '#3db4cc',
    stale: '#d5a03c',
    misses: '#7f8b9c',
    bypasses: '#9a82dd',
    errors: '#f06a6a',
  },
};

/** Ten greys from light to dark, and ten from the dark theme's text to its ground, for Mantine's own parts. */
export const greys = {
  gray: ['#f6f7f9', '#eef0f4', '#e0e4ea', '#c9d0da', '#aab3c0', '#7f8a9a', '#566173', '#414c5c', '#2d3643', '#1a212d'],
  dark: ['#e3e7ed', '#c3cbd6', '#9aa5b4', '#6f7b8b', '#39424f', '#262c36', '#1b2029', '#151920', '#11151b', '#0e1116'],
} as const;

export const palettes: Record<'light' | 'dark', Palette> = { light, dark };
