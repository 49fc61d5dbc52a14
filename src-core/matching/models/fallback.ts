import type { ModelState } from '../../ports/model-runner.ts';

type Backend = ModelState['backend'];

/** The way down, one step at a time; the last is exact matching only. */
const steps: readonly Backend[] = ['native', 'native-careful', 'wasm', 'none'];

export interface FallbackLimits {
  /** So many crashes within the window mean that this way of running does not work here. */
  maxCrashes: number;
  crashWindowMs: number;
}

/** Decides when a way of running the models is given up for the next one. */
export class Fallback {
  readonly #limits: FallbackLimits;
  #backend: Backend;
  #crashes: number[] = [];
  #reasons: string[];

  constructor(limits: FallbackLimits, from: Backend, reason: string | null) {
    this.#limits = limits;
    this.#backend = from;
    this.#reasons = reason === null ? [] : [reason];
  }

  get backend(): Backend {
    return this.#backend;
  }

  /** Why it is not `native`: one clause per step given up. */
  get reason(): string | null {
    return this.#reasons.length === 0 ? null : this.#reasons.join('; ');
  }

  /** Counts a crash; true when it was one too many and the next step is now due. */
  crashed(nowMs: number, how: string): boolean {
    this.#crashes = [...this.#crashes.filter((at) => nowMs - at < this.#limits.crashWindowMs), nowMs];
    if (this.#crashes.length < this.#limits.maxCrashes) return false;
    this.stepDown(`crashed ${this.#crashes.length} times, last with ${how}`);
    return true;
  }

  /** Gives the present step up at once, for a failure that would only repeat. */
  stepDown(reason: string): void {
    this.#reasons.push(`${this.#backend}: ${reason}`);
    this.#crashes = [];
    this.#backend = steps[steps.indexOf(this.#backend) + 1] ?? 'none';
  }
}
