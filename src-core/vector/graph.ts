import type { HierarchicalNSW } from 'hnswlib-node';
import type { HnswConstructor } from './load-hnswlib.ts';
import type { Nearest } from './nearest.ts';
import type { Projection } from './projection.ts';
import type { LabelLine } from './saved-index.ts';

/** Measured on 100,000 vectors of 384 numbers: docs/decisions/0008-vector-index.md. */
const m = 16;
const efConstruction = 100;
const efSearch = 100;

/** What a graph knows of its entries. */
export interface Labelled {
  readonly id: string;
  /** Number in the graph; -1 while not in it. */
  label: number;
}

/** What vectors a graph takes. */
export interface GraphShape {
  /** Numbers per vector that is given to it. */
  dimensions: number;
  /** Brings them into fewer dimensions for the graph; null keeps them whole. */
  projection: Projection | null;
}

/**
 * hnswlib's graph of one partition, of projected vectors where there is a projection: what it finds are proposals with
 * cosines that are nearly right. Labels are never used twice; a label without an entry is a deleted one, which is
 * what keeps searches right while the file is being written and nothing may be marked in it.
 */
export class Graph<Entry extends Labelled> {
  readonly #native: HierarchicalNSW;
  readonly #projection: Projection | null;
  readonly #entries: Map<number, Entry>;
  /** Removed while the graph was being written; marked when that is over. */
  readonly #unmarked = new Set<number>();
  #nextLabel: number;
  #frozen = false;

  private constructor(native: HierarchicalNSW, projection: Projection | null, nextLabel: number) {
    this.#native = native;
    this.#projection = projection;
    this.#entries = new Map();
    this.#nextLabel = nextLabel;
  }

  static create<Entry extends Labelled>(
    HierarchicalNSW: HnswConstructor,
    { dimensions, projection }: GraphShape,
    capacity: number,
  ): Graph<Entry> {
    const native = new HierarchicalNSW('ip', projection?.kept ?? dimensions);
    native.initIndex({ maxElements: capacity, m, efConstruction, randomSeed: 100, allowReplaceDeleted: true });
    native.setEf(efSearch);
    return new Graph<Entry>(native, projection, 0);
  }

  /** Reads a file written by `write`; every one of its labels is either adopted or dropped. Verify the file first: hnswlib does not. */
  static async read<Entry extends Labelled>(
    HierarchicalNSW: HnswConstructor,
    { dimensions, projection }: GraphShape,
    path: string,
    nextLabel: number,
  ): Promise<Graph<Entry>> {
    const native = new HierarchicalNSW('ip', projection?.kept ?? dimensions);
    await native.readIndex(path, true);
    native.setEf(efSearch);
    return new Graph<Entry>(native, projection, nextLabel);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** While true, `add` and `dispose` must not be called. */
  get frozen(): boolean {
    return this.#frozen;
  }

  get nextLabel(): number {
    return this.#nextLabel;
  }

  /** Adds a vector; the place of a deleted one is used first, which costs ten times a new place but no memory. */
  add(entry: Entry, vector: Float32Array): void {
    const label = this.#nextLabel;
    const capacity = this.#native.getMaxElements();
    if (this.#entries.size >= capacity) this.#native.resizeIndex(capacity * 2);
    this.#native.addPoint(this.#shaped(vector), label, true);
    this.#nextLabel += 1;
    this.#entries.set(label, entry);
    entry.label = label;
  }

  remove(entry: Entry): void {
    this.#entries.delete(entry.label);
    if (this.#frozen) this.#unmarked.add(entry.label);
    else this.#native.markDelete(entry.label);
    entry.label = -1;
  }

  search(query: Float32Array, k: number, nearest: Nearest<Entry>): void {
    const wanted = Math.min(k + this.#unmarked.size, this.#native.getMaxElements());
    const { distances, neighbors } = this.#native.searchKnn(this.#shaped(query), wanted);
    neighbors.forEach((label, at) => {
      const entry = this.#entries.get(label);
      if (entry !== undefined) nearest.offer(entry, 1 - (distances[at] ?? Number.NaN));
    });
  }

  /** hnswlib takes plain arrays only. */
  #shaped(vector: Float32Array): number[] {
    return Array.from(this.#projection === null ? vector : this.#projection.apply(vector));
  }

  /** From now on nothing is added and removals wait to be marked: another thread reads the graph. */
  freeze(): void {
    this.#frozen = true;
  }

  thaw(): void {
    this.#frozen = false;
    for (const label of this.#unmarked) this.#native.markDelete(label);
    this.#unmarked.clear();
  }

  /** Writes a frozen graph on another thread; searches and removals go on meanwhile. */
  async write(path: string): Promise<void> {
    await this.#native.writeIndex(path);
  }

  /** Every label with the id of its entry, then those removed since `freeze`, with null. */
  *labels(): Generator<LabelLine> {
    for (const [label, { id }] of this.#entries) yield [id, label];
    for (const label of this.#unmarked) yield [null, label];
  }

  /** Gives a label that was read from a file its entry. */
  adopt(entry: Entry, label: number): void {
    this.#entries.set(label, entry);
    entry.label = label;
  }

  /** Marks a label that was read from a file as deleted. */
  drop(label: number): void {
    this.#native.markDelete(label);
  }

  /** Frees the native memory now; the garbage collector does not know how large it is. */
  dispose(): void {
    this.#entries.clear();
    this.#native.initIndex({ maxElements: 1 });
  }
}
