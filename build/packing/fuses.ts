import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

/**
 * Electron's switches as the app is shipped. The first ones close ways to run other code under the app's name; models
 * need none of them, since a utility process is not `ELECTRON_RUN_AS_NODE`.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
export const shippedFuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Checked by Electron on macOS and Windows.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // The console keeps no cookies; should Chromium keep one, it is not in the clear.
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Without them WebAssembly checks every access itself, and the models' fallback is WebAssembly.
  [FuseV1Options.WasmTrapHandlers]: true,
} satisfies Record<FuseV1Options, boolean>;

/** `inspectable` is for the build that end-to-end tests drive: Playwright starts an app through its inspector. */
export function fuseConfig({ inspectable, adHocSigned }: { inspectable: boolean; adHocSigned: boolean }): FuseV1Config {
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Flipping breaks the signature that Electron's binary for Apple silicon comes with, and such a one does not start.
    resetAdHocDarwinSignature: adHocSigned,
    ...shippedFuses,
    [FuseV1Options.EnableNodeCliInspectArguments]: inspectable,
  };
}
