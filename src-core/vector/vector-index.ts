import type { CountFailure } from '../ports/host.ts';
import type { Neighbour, VectorIndex } from '../ports/vector-index.ts';
import { dotProduct } from './dot-product.ts';
import type { IndexEntry, Partition } from './entry.ts';
import { Graph } from './graph.ts';
import type { HnswConstructor } from './load-hnswlib.ts';
import { Nearest } from './nearest.ts';
import type { Projection } from './projection.ts';
import { VectorSlab } from './vector-slab.ts';

export interface VectorIndexOptions {
  /** Numbers per vector, a multiple of four. */
  dimensions: number;
  /** For graphs; null keeps their vectors whole. */
  projection: Projection | null;
  /** The exact vector of an entry, which decides on its cosine; undefined when the entry is gone. */
  vectorOf: (id: string) => Float32Array | undefined;
  /** Null: every partition is scanned. */
  hnsw: HnswConstructor | null;
  /** Partitions of more entries than this get a graph. */
  switchSize: number;
  countFailure: CountFailure;
  /** Called when `moveNext` has something to do. */
  onBacklog: () => void;
}

/** A search that met entries which are gone is made again among four times as many, so often at most. */
const maxSearches = 4;

/** Of a scan so many more than asked for are compared exactly, from a little below the floor: its cosines are off by 0.002. */
const scanSlack = { count: 8, cosine: 0.005 };
/** Of a projecting graph so many at least: with them no neighbour of 0.70 or more was missed (docs/decisions/0008). */
const graphSlack = { count: 32, cosine: 0.1 };

/**
 * Codes of scanned vectors in one slab, and a graph for each partition that outgrew scanning. New vectors are always scanned
 * first and moved to their graph one by one in the background: adding never waits for a graph, and a search that looks
 * at both misses nothing meanwhile.
 */
export class PartitionedIndex implements VectorIndex {
  readonly #options: VectorIndexOptions;
  readonly #slab: VectorSlab;
  readonly #entries = new Map<string, IndexEntry>();
  readonly #partitions = new Map<string, Partition>();
  /** Partitions with scanned vectors that belong into their graph. */
  readonly #backlog = new Set<Partition>();
  /** Number of the reconciliation going on; what is added during it was seen by it. */
  reconciliation = 0;

  constructor(options: VectorIndexOptions) {
    this.#options = options;
    this.#slab = new VectorSlab(options.dimensions);
  }

  add(partition: string, id: string, vector: Float32Array): void {
    this.#check(vector);
    this.remove(id);
    const owner = this.partition(partition);
    const entry: IndexEntry = {
      id,
      partition: owner,
      slot: this.#slab.take(vector),
      place: owner.scanned.length,
      label: -1,
      seen: this.reconciliation,
    };
    owner.scanned.push(entry);
    this.#entries.set(id, entry);
    this.#queue(owner);
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const { partition } = entry;
    this.#entries.delete(id);
    if (entry.slot === -1) partition.graph?.remove(entry);
    else this.#unscan(entry);
    this.#tidy(partition);
  }

  holds(partition: string): boolean {
    return this.#partitions.has(partition);
  }

  partitionNames(): string[] {
    return [...this.#partitions.keys()];
  }

  search(partition: string, vector: Float32Array, k: number, floor: number): Neighbour[] {
    const owner = this.#partitions.get(partition);
    if (owner === undefined || k < 1) return [];
    this.#check(vector);
    for (let attempt = 1; ; attempt += 1) {
      const nearest = new Nearest<IndexEntry>(k, floor);
      const gone: IndexEntry[] = [];
      for (const entry of this.#propose(owner, vector, k * 4 ** (attempt - 1), floor)) {
        const exact = this.#options.vectorOf(entry.id);
        if (exact === undefined) gone.push(entry);
        else nearest.offer(entry, dotProduct(exact, vector));
      }
      // Entries that the store has no more leave the index, and make room among the proposals for others.
      for (const { id } of gone) this.remove(id);
      if (gone.length === 0 || attempt === maxSearches)
        return nearest.list().map(({ item, cosine }) => ({ id: item.id, cosine: Math.min(cosine, 1) }));
    }
  }

  /** Entries that may be among the nearest, by what graph and scan know of their vectors. */
  #propose({ graph, scanned }: Partition, vector: Float32Array, k: number, floor: number): IndexEntry[] {
    const fromScan = new Nearest<IndexEntry>(k + scanSlack.count, floor - scanSlack.cosine);
    for (const entry of scanned) fromScan.offer(entry, this.#slab.cosine(entry.slot, vector));
    const proposed = fromScan.list().map(({ item }) => item);
    if (graph === null) return proposed;
    const slack = this.#options.projection === null ? scanSlack : graphSlack;
    const fromGraph = new Nearest<IndexEntry>(k + slack.count, floor - slack.cosine);
    graph.search(vector, k + slack.count, fromGraph);
    return [...proposed, ...fromGraph.list().map(({ item }) => item)];
  }

  size(): number {
    return this.#entries.size;
  }

  kind(): 'flat' | 'hnsw' | 'mixed' {
    let graphs = 0;
    let scans = 0;
    for (const partition of this.#partitions.values()) {
      if (partition.graph === null) scans += 1;
      else graphs += 1;
    }
    if (graphs === 0) return 'flat';
    return scans === 0 ? 'hnsw' : 'mixed';
  }

  /** Vectors that are scanned until the background has moved them to their graph. */
  backlog(): number {
    let waiting = 0;
    for (const partition of this.#backlog) waiting += partition.scanned.length;
    return waiting;
  }

  /** Moves one waiting vector into its graph; false when none can be moved now. */
  moveNext(): boolean {
    for (const partition of this.#backlog) {
      const entry = partition.scanned.at(-1);
      if (entry === undefined) this.#backlog.delete(partition);
      else if (partition.graph?.frozen !== true) {
        this.#move(entry);
        return true;
      }
    }
    return false;
  }

  entry(id: string): IndexEntry | undefined {
    return this.#entries.get(id);
  }

  entries(): IterableIterator<IndexEntry> {
    return this.#entries.values();
  }

  partitions(): IterableIterator<Partition> {
    return this.#partitions.values();
  }

  /** The partition of a name, made when there is none. */
  partition(name: string): Partition {
    const found = this.#partitions.get(name);
    if (found !== undefined) return found;
    const made: Partition = { name, scanned: [], graph: null };
    this.#partitions.set(name, made);
    return made;
  }

  /** Takes in an entry that a graph read from disk already holds. */
  adopt(entry: IndexEntry, graph: Graph<IndexEntry>, label: number): void {
    graph.adopt(entry, label);
    this.#entries.set(entry.id, entry);
  }

  /** Queues a partition for its graph, once it has one or is due for one. */
  #queue(partition: Partition): void {
    const { hnsw, switchSize, onBacklog } = this.#options;
    if (hnsw === null || (partition.graph === null && partition.scanned.length <= switchSize)) return;
    this.#backlog.add(partition);
    onBacklog();
  }

  /** Catches up with what waited while a partition's graph was frozen. */
  thawed(partition: Partition): void {
    this.#tidy(partition);
    if (partition.scanned.length > 0) this.#queue(partition);
  }

  /** Lets go of an empty graph and an empty partition. */
  #tidy(partition: Partition): void {
    if (partition.graph?.size === 0 && !partition.graph.frozen) {
      partition.graph.dispose();
      partition.graph = null;
    }
    if (partition.scanned.length > 0) return;
    this.#backlog.delete(partition);
    if (partition.graph === null) this.#partitions.delete(partition.name);
  }

  #move(entry: IndexEntry): void {
    const { hnsw, switchSize, countFailure } = this.#options;
    const { partition } = entry;
    if (hnsw === null) return;
    try {
      partition.graph ??= Graph.create(hnsw, this.#options, switchSize * 4);
      partition.graph.add(entry, this.#slab.vector(entry.slot));
      this.#unscan(entry);
    } catch (error) {
      // Out of memory, most likely. The vectors stay scanned: slower, and complete.
      countFailure('vector_graph_failed', error);
      this.#backlog.delete(partition);
    }
    if (partition.scanned.length === 0) this.#backlog.delete(partition);
  }

  /** Takes an entry out of the slab; the last of the partition takes its place. */
  #unscan(entry: IndexEntry): void {
    const { scanned } = entry.partition;
    this.#slab.release(entry.slot);
    const last = scanned.pop();
    if (last !== undefined && last !== entry) {
      scanned[entry.place] = last;
      last.place = entry.place;
    }
    entry.slot = -1;
    entry.place = -1;
  }

  #check(vector: Float32Array): void {
    const { dimensions } = this.#options;
    if (vector.length !== dimensions) throw new RangeError(`${vector.length} numbers instead of ${dimensions}`);
    let squares = 0;
    for (const value of vector) squares += value * value;
    // NaN fails this too.
    if (!(Math.abs(squares - 1) < 0.01)) throw new RangeError(`a vector of length ${Math.sqrt(squares)} instead of 1`);
  }
}
