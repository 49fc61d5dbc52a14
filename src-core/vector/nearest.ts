/** Keeps the k best of what it is offered, best first; k is small, so insertion beats a heap. */
export class Nearest<T> {
  readonly #k: number;
  #floor: number;
  readonly #found: { item: T; cosine: number }[] = [];

  /** Nothing below `floor` is kept. */
  constructor(k: number, floor: number) {
    this.#k = k;
    this.#floor = floor;
  }

  offer(item: T, cosine: number): void {
    // Written so that NaN is refused too.
    if (!(cosine >= this.#floor)) return;
    const found = this.#found;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.cosine ?? 0) < cosine) place -= 1;
    if (place >= this.#k) return;
    found.splice(place, 0, { item, cosine });
    if (found.length > this.#k) found.pop();
    if (found.length === this.#k) this.#floor = Math.max(this.#floor, found.at(-1)?.cosine ?? this.#floor);
  }

  list(): readonly { item: T; cosine: number }[] {
    return this.#found;
  }
}
