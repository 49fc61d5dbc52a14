import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { fuseConfig } from './fuses.ts';
import { packedFiles } from './packed-files.ts';
import type { PackTarget } from './target.ts';

/** The same in the app, the installer and the notifications of Windows. */
export const appId = 'dev.semcache.desktop';
export const productName = 'Semcache Desktop';
/** Program on Linux, and the name of its .desktop file, by which a desktop joins window and launcher. */
export const executableName = 'semcache-desktop';

export interface PackOptions {
  /** Folder of package.json, of the built app and of the installed packages. */
  root: string;
  target: PackTarget;
  /** Folder that the packages are written to. */
  output: string;
  /** Unpacked Electron to use instead of the one that electron-builder downloads. */
  electronDist: string | null;
  /** Licences of all that is shipped. */
  licencesFile: string;
  /** Build that end-to-end tests can drive; never released. */
  inspectable: boolean;
  /** False when no certificate is at hand: macOS then asks for a detour at the first start (docs/install.md). */
  signed: boolean;
  /** Repository whose releases the app may update itself from, as `owner/name`; null leaves updating out. */
  updatesFrom: string | null;
  /** Web page of the product, for packages that must name one. */
  homepage: string;
}

/** electron-builder's configuration for one system and processor. */
export function packConfig(options: PackOptions): Configuration {
  const { root, target, output, electronDist } = options;
  const icons = join('build', 'icons', 'app');
  const [owner = '', repo = ''] = options.updatesFrom?.split('/') ?? [];
  return {
    appId,
    productName,
    copyright: 'Copyright (c) 2026 Semcache Desktop contributors',
    directories: { output, buildResources: join('build', 'packing') },
    extraMetadata: { desktopName: `${executableName}.desktop`, homepage: options.homepage },
    ...(electronDist === null ? {} : { electronDist }),
    // Compiled against Node-API at install: the same file serves Node and Electron.
    npmRebuild: false,
    electronLanguages: ['en-US', 'en'],
    publish: options.updatesFrom === null ? null : { provider: 'github', owner, repo },
    asar: true,
    // The loader of the system opens these, and it knows no archives.
    asarUnpack: ['**/*.node', 'node_modules/onnxruntime-node/bin/**'],
    files: [...packedFiles(root, target), { from: 'build/packing/sharp-stub', to: 'node_modules/sharp' }],
    extraResources: [
      { from: 'models', to: 'models', filter: ['**/*', '!**/*.md'] },
      { from: options.licencesFile, to: 'licences.txt' },
    ],
    artifactName: `${executableName}-\${version}-\${os}-\${arch}.\${ext}`,
    afterPack: (context) => flip(context, options),
    mac: {
      target: ['dmg', 'zip'],
      category: 'public.app-category.developer-tools',
      icon: join(icons, 'icon.icns'),
      // The hardened runtime refuses libraries of another signer, and without a certificate all are.
      hardenedRuntime: options.signed,
      notarize: options.signed,
      ...(options.signed ? {} : { identity: '-' }),
      entitlements: join('build', 'packing', 'entitlements.mac.plist'),
      entitlementsInherit: join('build', 'packing', 'entitlements.mac.plist'),
      gatekeeperAssess: false,
      minimumSystemVersion: '13.0',
    },
    dmg: { icon: join(icons, 'icon.icns') },
    win: { target: ['nsis', 'portable'], icon: join(icons, 'icon.ico') },
    nsis: {
      oneClick: false,
      perMachine: false,
      allowToChangeInstallationDirectory: true,
      // Answers that cost money are not thrown away with the program.
      deleteAppDataOnUninstall: false,
    },
    portable: { artifactName: `${executableName}-\${version}-\${os}-\${arch}-portable.\${ext}` },
    linux: {
      target: ['AppImage', 'deb', 'rpm'],
      executableName,
      icon: icons,
      category: 'Development',
      synopsis: 'Caching proxy for LLM APIs',
      maintainer: 'Semcache Desktop contributors <contributors@semcache.invalid>',
      syncDesktopName: true,
      desktop: { entry: { Keywords: 'LLM;cache;proxy;API;', StartupNotify: 'true' } },
    },
    // Runs without FUSE 2, which new distributions no longer install.
    toolsets: { appimage: '1.0.3' },
    deb: {
      packageCategory: 'devel',
      // A tray icon needs the one on desktops that show it, keys for upstreams the other.
      recommends: ['libayatana-appindicator3-1', 'gnome-keyring'],
    },
    rpm: { packageName: executableName },
  };
}

async function flip(context: AfterPackContext, { inspectable, signed }: PackOptions): Promise<void> {
  const { electronPlatformName, appOutDir, packager } = context;
  const name = packager.appInfo.productFilename;
  const program = {
    darwin: join(appOutDir, `${name}.app`),
    win32: join(appOutDir, `${name}.exe`),
    linux: join(appOutDir, executableName),
  }[electronPlatformName];
  if (program === undefined) throw new Error(`no program is known for ${electronPlatformName}`);
  await flipFuses(program, fuseConfig({ inspectable, adHocSigned: electronPlatformName === 'darwin' && !signed }));
}
