import type { SecretBox } from '../src-core/index.ts';
import type { ElectronFacade } from './electron-facade.ts';

const noKeyring =
  'This desktop has no keyring that Electron can use (GNOME Keyring or KWallet), so a key would lie on disk as good as in the clear. Keep it in your tools or their environment.';

/**
 * The system's key store through Electron: Keychain, DPAPI, or a keyring over D-Bus. On Linux without one, Electron would
 * encrypt with a password that is in its own source, which protects nothing; that is refused.
 * https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function systemSecretBox(safeStorage: ElectronFacade['safeStorage'], platform: NodeJS.Platform): SecretBox {
  return {
    available: async () => {
      if (platform === 'linux') {
        const backend = safeStorage.getSelectedStorageBackend();
        if (backend === 'basic_text' || backend === 'unknown') return { ok: false, reason: noKeyring };
      }
      try {
        if (await safeStorage.isAsyncEncryptionAvailable()) return { ok: true };
        return { ok: false, reason: platform === 'linux' ? noKeyring : 'The system’s key store is not available.' };
      } catch (error) {
        return { ok: false, reason: `The system’s key store failed: ${String(error)}` };
      }
    },
    seal: (text) => safeStorage.encryptStringAsync(text),
    open: async (sealed) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
      return { text: result, reseal: shouldReEncrypt };
    },
  };
}
