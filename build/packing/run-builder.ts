import { Arch, build, Platform } from 'electron-builder';
import { packConfig, type PackOptions } from './config.ts';

const platforms = { darwin: Platform.MAC, linux: Platform.LINUX, win32: Platform.WINDOWS };
const archs = { x64: Arch.x64, arm64: Arch.arm64 };

/** Packs the built app; `dirOnly` leaves out the packages and makes the folder that they hold. Publishes nothing. */
export async function runBuilder(options: PackOptions, dirOnly: boolean): Promise<string[]> {
  const { root, target } = options;
  return build({
    projectDir: root,
    targets: platforms[target.platform].createTarget(dirOnly ? ['dir'] : [], archs[target.arch]),
    config: packConfig(options),
    publish: 'never',
  });
}
