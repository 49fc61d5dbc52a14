const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id that sorts by time: prefix, 48 bits of milliseconds, 50 random bits, in Crockford's base 32. */
export function sortableId(prefix: string, nowMs: number, randomBytes: (count: number) => Uint8Array): string {
  let time = '';
  for (let rest = Math.floor(nowMs), place = 0; place < 10; place += 1) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let random = '';
  for (const byte of randomBytes(10)) random += alphabet.charAt(byte & 31);
  return `${prefix}_${time}${random}`;
}
