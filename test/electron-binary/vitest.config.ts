import { defineConfig } from 'vitest/config';

/** Tests that need Electron's binary, so no part of `npm test`: `npm run test:electron` runs them where it is. */
export default defineConfig({
  test: {
    name: 'electron-binary',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
