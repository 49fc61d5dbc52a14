const caps: Record<string, string> = { Escape: 'Esc', PageDown: 'Page ↓', PageUp: 'Page ↑' };

/** Keys as they are printed on the keyboard; `Mod` is the platform's own modifier. */
export function keyCaps(keys: string, platform: string): string[] {
  const mod = /mac|iphone|ipad/i.test(platform) ? '⌘' : 'Ctrl';
  return keys.split(' ').map((key) => (key === 'Mod' ? mod : (caps[key] ?? key)));
}
