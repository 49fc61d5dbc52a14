import { dotProduct } from './dot-product.ts';

/** Vectors per page: 384 KiB of 384 numbers, small enough for a cache of a few entries. */
const pageVectors = 256;

interface Page {
  vectors: Float32Array;
  free: number[];
}

/**
 * Memory for vectors of every partition together: most partitions hold a handful, and a typed array each would cost
 * more than its content. A slot is the vector's place; pages that empty are given back.
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
    return this.#pages.filter((page) => page !== undefined).length * pageVectors * this.#dimensions * 4;
  }

  take(vector: Float32Array): number {
    const [pageAt = this.#addPage()] = this.#open;
    const page = this.#page(pageAt);
    const place = page.free.pop() ?? 0;
    if (page.free.length === 0) this.#open.delete(pageAt);
    page.vectors.set(vector, place * this.#dimensions);
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

  /** The vector in a slot, as a view: copy it to keep it. */
  view(slot: number): Float32Array {
    const page = this.#page(Math.floor(slot / pageVectors));
    const from = (slot % pageVectors) * this.#dimensions;
    return page.vectors.subarray(from, from + this.#dimensions);
  }

  cosine(slot: number, query: Float32Array): number {
    const page = this.#pages[(slot / pageVectors) | 0];
    return page === undefined ? 0 : dotProduct(page.vectors, (slot % pageVectors) * this.#dimensions, query);
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
    this.#pages[at] = { vectors: new Float32Array(pageVectors * this.#dimensions), free };
    this.#open.add(at);
    return at;
  }
}
