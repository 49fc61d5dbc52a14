import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { consoleDir, ensureConsoleBuilt } from './support/built-console.ts';

describe('the built console', () => {
  beforeAll(() => ensureConsoleBuilt());

  it('has no inline script, no event attribute and no address elsewhere in its page', () => {
    const page = readFileSync(join(consoleDir, 'index.html'), 'utf8');
    const scripts = page.match(/<script[^>]*>[^]*?<\/script>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toMatch(/^<script [^>]*src="\.\/assets\/[^"]+"[^>]*><\/script>$/);
    expect(page).not.toMatch(/\son\w+=/);
    expect(page).not.toMatch(/(?:https?:)?\/\/(?!www\.w3\.org)/);
  });

  it('loads no font, style or image from elsewhere', () => {
    const assets = readdirSync(join(consoleDir, 'assets'));
    const styles = assets.filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    for (const name of styles) {
      const css = readFileSync(join(consoleDir, 'assets', name), 'utf8');
      expect(css).not.toMatch(/@import|url\(\s*["']?(?:https?:)?\/\//);
    }
    expect(assets.filter((name) => /\.(?:woff2?|ttf|otf)$/.test(name))).toEqual([]);
  });

  it('never puts strings of others into markup, and builds no code from strings', () => {
    const source = readdirSync(join(import.meta.dirname, '..', '..', 'renderer', 'src'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = source.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
    expect(files.length).toBeGreaterThan(100);
    for (const { parentPath, name } of files) {
      const text = readFileSync(join(parentPath, name), 'utf8');
      expect([
        name,
        /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function/.test(
          text.replaceAll(/\/\*[^]*?\*\//g, ''),
        ),
      ]).toEqual([name, false]);
    }
  });
});
