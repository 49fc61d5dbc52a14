const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids of one millisecond share their beginning. */
let lastTime = { at: Number.NaN, text: '' };

/** An id that sorts by time: prefix, 48 bits of milliseconds, 50 random bits, in Crockford's base 32. */
export function sortableId(prefix: string, nowMs: number, randomBytes: (count: number) => Uint8Array): string {
  if (lastTime.at !== nowMs) lastTime = { at: nowMs, text: timeText(nowMs) };
  let random = '';
  for (const byte of randomBytes(10)) random += alphabet.charAt(byte & 31);
  return `${prefix}_${lastTime.text}${random}`;
}

function timeText(nowMs: number): string {
  let text = '';
  for (let rest = Math.floor(nowMs), place = 0; place < 10; place += 1) {
    text = alphabet.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
