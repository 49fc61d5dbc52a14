/** Seals texts with a key that the operating system keeps for this user, such as a keychain's. */
export interface SecretBox {
  /** Whether it protects anything here; asked each time, since a keychain can be locked or missing. */
  available: () => Promise<{ ok: true } | { ok: false; reason: string }>;
  seal: (text: string) => Promise<Uint8Array>;
  /** `reseal`: the system has a newer key by now, so the text should be sealed again. Rejects when it cannot be opened. */
  open: (sealed: Uint8Array) => Promise<{ text: string; reseal: boolean }>;
}
