/** What is packed for: Node's words for system and processor. */
export interface PackTarget {
  platform: 'darwin' | 'linux' | 'win32';
  arch: 'x64' | 'arm64';
}

/** The machine that packs. Throws on one that the app is not made for. */
export function hostTarget(): PackTarget {
  const { platform, arch } = process;
  if (platform !== 'darwin' && platform !== 'linux' && platform !== 'win32') throw new Error(`no app for ${platform}`);
  if (arch !== 'x64' && arch !== 'arm64') throw new Error(`no app for ${arch}`);
  return { platform, arch };
}
