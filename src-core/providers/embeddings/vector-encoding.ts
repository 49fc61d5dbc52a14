import { Buffer } from 'node:buffer';

/**
 * How the OpenAI API writes vectors with `encoding_format: "base64"`: little-endian float32, standard base64 (openai
 * 7.57.0 internal/utils `toFloat32Array`).
 */
const bytesPerValue = 4;
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Numbers to base64; undefined when one has no finite float32. */
export function encodeVector(values: readonly number[]): string | undefined {
  const bytes = Buffer.alloc(values.length * bytesPerValue);
  for (const [index, value] of values.entries()) {
    const single = Math.fround(value);
    if (!Number.isFinite(single)) return undefined;
    bytes.writeFloatLE(single, index * bytesPerValue);
  }
  return bytes.toString('base64');
}

/** Base64 to numbers, each as the shortest decimal that is that float32; undefined when it is no such vector. */
export function decodeVector(text: string): number[] | undefined {
  if (text.length % 4 !== 0 || !base64.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % bytesPerValue !== 0) return undefined;
  const values: number[] = [];
  for (let offset = 0; offset < bytes.length; offset += bytesPerValue) {
    const single = bytes.readFloatLE(offset);
    if (!Number.isFinite(single)) return undefined;
    values.push(shortestDecimal(single));
  }
  return values;
}

/** Below it float32 values are subnormal and may need fewer digits than six. */
const smallestNormal = 2 ** -126;

/** Nine significant digits tell any two float32 apart, six always survive (IEEE 754 binary32: 24-bit significand). */
function shortestDecimal(single: number): number {
  if (single === 0) return single;
  for (let digits = Math.abs(single) < smallestNormal ? 1 : 6; digits < 9; digits += 1) {
    const rounded = Number(single.toPrecision(digits));
    if (Math.fround(rounded) === single) return rounded;
  }
  return Number(single.toPrecision(9));
}
