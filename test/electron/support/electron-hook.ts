import { registerHooks } from 'node:module';

/** Preloaded with `--import`: whoever asks for `electron` gets the stand-in, as inside Electron it gets the real one. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron-module.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
