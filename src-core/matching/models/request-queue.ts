import { ModelError } from '../../ports/model-runner.ts';
import type { ModelReply, ModelRequest } from './protocol.ts';

/** A request to the process without its id. */
export type Work = { type: 'embed'; text: string } | { type: 'verify'; pairs: { stored: string; asked: string }[] };

export interface QueueLimits {
  /** Requests that may wait, those the process works on included. */
  maxWaiting: number;
  requestTimeoutMs: number;
  /** No answer to a request for this long means that the process hangs. */
  hangMs: number;
}

interface Job {
  id: number;
  work: Work;
  settle: (result: ModelReply | ModelError) => void;
  timer: NodeJS.Timeout;
}

/**
 * Bounded queue in front of the process. A few requests are at the process, so that it never idles between two; the
 * rest wait here, where a time-out costs no work.
 */
export class RequestQueue {
  readonly #limits: QueueLimits;
  readonly #send: (request: ModelRequest) => void;
  readonly #onHang: () => void;
  readonly #waiting: Job[] = [];
  readonly #sent = new Map<number, Job | 'given-up'>();
  #hangTimer: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(limits: QueueLimits, send: (request: ModelRequest) => void, onHang: () => void) {
    this.#limits = limits;
    this.#send = send;
    this.#onHang = onHang;
  }

  /** Requests nobody has answered or given up yet. */
  get length(): number {
    return this.#waiting.length + [...this.#sent.values()].filter((job) => job !== 'given-up').length;
  }

  /** Rejects with ModelError `queue-full`, `timeout`, `failed`, or whatever `rejectAll` is given. */
  ask(work: Work): Promise<ModelReply> {
    const { maxWaiting, requestTimeoutMs } = this.#limits;
    if (this.length >= maxWaiting) {
      return Promise.reject(new ModelError('queue-full', `${maxWaiting} requests already wait for the models`));
    }
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      const settle: Job['settle'] = (result) => (result instanceof ModelError ? reject(result) : resolve(result));
      const timer = setTimeout(() => this.#giveUp(id), requestTimeoutMs);
      this.#waiting.push({ id, work, settle, timer });
      this.#fill();
    });
  }

  answer(reply: Extract<ModelReply, { id: number }>): void {
    const job = this.#sent.get(reply.id);
    this.#sent.delete(reply.id);
    this.#watchForHang();
    if (job !== undefined && job !== 'given-up') {
      clearTimeout(job.timer);
      job.settle(reply.type === 'rejected' ? new ModelError('failed', reply.message) : reply);
    }
    this.#fill();
  }

  /** Ends every request, with the process that had them or that they waited for. */
  rejectAll(error: ModelError): void {
    const jobs = [...this.#waiting.splice(0), ...this.#sent.values()];
    this.#sent.clear();
    clearTimeout(this.#hangTimer);
    this.#hangTimer = undefined;
    for (const job of jobs) {
      if (job === 'given-up') continue;
      clearTimeout(job.timer);
      job.settle(error);
    }
  }

  #fill(): void {
    while (this.#sent.size < atTheProcess) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#sent.set(job.id, job);
      if (this.#hangTimer === undefined) this.#watchForHang();
      this.#send({ ...job.work, id: job.id });
    }
  }

  /** Every answer starts the count anew; with nothing sent there is nothing to wait for. */
  #watchForHang(): void {
    clearTimeout(this.#hangTimer);
    this.#hangTimer = this.#sent.size === 0 ? undefined : setTimeout(this.#onHang, this.#limits.hangMs);
    this.#hangTimer?.unref();
  }

  #giveUp(id: number): void {
    const error = new ModelError('timeout', `no answer from the models within ${this.#limits.requestTimeoutMs} ms`);
    const sent = this.#sent.get(id);
    if (sent !== undefined) {
      this.#sent.set(id, 'given-up');
      if (sent !== 'given-up') sent.settle(error);
      return;
    }
    const place = this.#waiting.findIndex((job) => job.id === id);
    const [job] = place === -1 ? [] : this.#waiting.splice(place, 1);
    job?.settle(error);
  }
}

/** One being worked on and one ready in its channel. */
const atTheProcess = 2;
