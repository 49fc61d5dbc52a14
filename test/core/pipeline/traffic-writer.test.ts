import { setImmediate } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTrafficWriter } from '../../../src-core/pipeline/traffic-writer.ts';
import type { LogRecord, RequestLog } from '../../../src-core/ports/request-log.ts';
import { logRecord } from '../store/store-drafts.ts';

describe('the traffic log', () => {
  const hit = (id: string, entryId: string): LogRecord => {
    const record = logRecord(id);
    return {
      detail: { ...record.detail, cacheStatus: 'hit', match: 'exact', entryId },
      hit: { entryId, requestId: id, at: record.detail.at, match: 'exact' },
    };
  };

  test('a flood of one request keeps the first rows and counts the rest on the last of them', () => {
    const batches: LogRecord[][] = [];
    const log = { append: (records: LogRecord[]) => void batches.push(records) } as unknown as RequestLog;
    const writer = createTrafficWriter(
      log,
      () => undefined,
      () => undefined,
    );
    const [flooding, other] = [{}, {}];
    for (let index = 0; index < 2000; index += 1) writer.add(`r${index}`, flooding, () => hit(`r${index}`, 'e'));
    writer.add('o1', other, () => hit('o1', 'f'));
    writer.add('o2', other, () => hit('o2', 'f'));
    writer.add('m', null, () => logRecord('m'));
    writer.flush();
    const rows = batches[0]!.map(({ detail, hit: counted }) => [detail.id, detail.repeats, counted?.count ?? 1]);
    expect(rows).toHaveLength(502);
    expect(rows.slice(499)).toEqual([
      ['r499', 1501, 1501],
      ['o1', 2, 2],
      ['m', 1, 1],
    ]);
    expect([writer.rowOf('r1999'), writer.rowOf('o2'), writer.rowOf('r3')]).toEqual(['r499', 'o1', 'r3']);
  });

  test('a write that fails is tried again with the next batch', () => {
    let fails = true;
    const written: string[] = [];
    const failures: string[] = [];
    const log = {
      append: (records: LogRecord[]) => {
        if (fails) throw new Error('disk full');
        written.push(...records.map(({ detail }) => detail.id));
      },
    } as unknown as RequestLog;
    const writer = createTrafficWriter(
      log,
      (name) => void failures.push(name),
      () => undefined,
    );
    writer.add('a', null, () => logRecord('a'));
    writer.flush();
    fails = false;
    writer.add('b', null, () => logRecord('b'));
    writer.flush();
    expect([written, failures]).toEqual([['a', 'b'], ['log_write_failed']]);
  });

  test('while the disk refuses for long, the oldest rows are given up, and counted', () => {
    let fails = true;
    const written: string[] = [];
    const failures = new Map<string, number>();
    const log = {
      append: (records: LogRecord[]) => {
        if (fails) throw new Error('disk full');
        written.push(...records.map(({ detail }) => detail.id));
      },
    } as unknown as RequestLog;
    const writer = createTrafficWriter(
      log,
      (name) => void failures.set(name, (failures.get(name) ?? 0) + 1),
      () => undefined,
    );
    for (let index = 0; index < 10_100; index += 1) {
      writer.add(`r${index}`, null, () => logRecord(`r${index}`));
      if (index === 6000) writer.flush();
    }
    fails = false;
    writer.flush();
    expect([written.length, written[0], written.at(-1)]).toEqual([10_000, 'r100', 'r10099']);
    expect(Object.fromEntries(failures)).toEqual({ log_write_failed: 1, log_rows_lost: 100 });
  });

  describe('in turns', () => {
    /** A batch of forty rows whose time has come; `fails` says of each write whether the disk refuses it. */
    async function writeForty(fails: (write: number) => boolean) {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      onTestFinished(() => void vi.useRealTimers());
      const writes: string[][] = [];
      const failures: string[] = [];
      const told: number[] = [];
      let write = 0;
      const log = {
        append: (records: LogRecord[]) => {
          write += 1;
          if (fails(write)) throw new Error('disk full');
          writes.push(records.map(({ detail }) => detail.id));
        },
      } as unknown as RequestLog;
      const writer = createTrafficWriter(
        log,
        (name) => void failures.push(name),
        () => void told.push(writes.length),
      );
      for (let index = 0; index < 40; index += 1) writer.add(`r${index}`, null, () => logRecord(`r${index}`));
      vi.advanceTimersByTime(250);
      return { writer, writes, failures, told };
    }
    const forty = Array.from({ length: 40 }, (_, index) => `r${index}`);

    test('a batch is written by sixteen rows, and others have their turn in between', async () => {
      const { writes, told } = await writeForty(() => false);
      const lengths = [writes.map(({ length }) => length)];
      for (let turn = 0; turn < 3; turn += 1) {
        await setImmediate();
        lengths.push(writes.map(({ length }) => length));
      }
      expect(lengths).toEqual([[16], [16, 16], [16, 16, 8], [16, 16, 8]]);
      expect([writes.flat(), told]).toEqual([forty, [1, 2, 3]]);
    });

    test('whoever reads in between has all of it written first', async () => {
      const { writer, writes } = await writeForty(() => false);
      writer.add('late', null, () => logRecord('late'));
      writer.flush();
      expect(writes.map(({ length }) => length)).toEqual([16, 25]);
      await setImmediate();
      expect(writes.flat()).toEqual([...forty, 'late']);
    });

    test('a write that fails leaves the rest for the next batch, in order', async () => {
      const { writer, writes, failures } = await writeForty((write) => write === 2);
      for (let turn = 0; turn < 3; turn += 1) await setImmediate();
      expect([writes.flat().length, failures]).toEqual([16, ['log_write_failed']]);
      writer.add('late', null, () => logRecord('late'));
      vi.advanceTimersByTime(250);
      for (let turn = 0; turn < 3; turn += 1) await setImmediate();
      expect([writes.flat(), failures.length]).toEqual([[...forty, 'late'], 1]);
    });
  });
});
