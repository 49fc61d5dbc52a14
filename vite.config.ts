import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Builds the console. It is served below /admin by the core and below app://bundle by Electron, so every address in it
 * is relative, and the content security policy allows neither inline scripts nor addresses elsewhere.
 */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // A data: URL would be a font or script source that the policy forbids.
    assetsInlineLimit: 0,
    // Nothing to fall back to in the engines we run in; the polyfill only adds code.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
});
