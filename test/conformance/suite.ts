import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, type TaskMeta } from 'vitest';
import { checkErrors } from './checks/errors.ts';
import { checkFraming } from './checks/framing.ts';
import { checkHostileInput } from './checks/hostile.ts';
import { checkIdentity } from './checks/identity.ts';
import { checkMeaning } from './checks/meaning.ts';
import { checkNotStored } from './checks/not-stored.ts';
import { checkReplay } from './checks/replay.ts';
import { checks, type CheckId, type Sample } from './sample.ts';
import { startStage, type Stage } from './support/stage.ts';

const inOrder: Record<CheckId, (stage: () => Stage, sample: Sample) => void> = {
  c1: checkReplay,
  c2: checkFraming,
  c3: checkNotStored,
  c4: checkIdentity,
  c5: checkErrors,
  c6: checkMeaning,
  c7: checkHostileInput,
};

/** What the printed table says of a row besides its results; read from vitest's JSON report by build/conformance.ts. */
interface RowMeta extends TaskMeta {
  row: { dialect: string; packages: string[]; notApplicable: Sample['notApplicable'] };
}

/** Everything that must hold of one row of the table, over real sockets and through the real core. */
export function describeConformance(sample: Sample): void {
  describe.each([sample])('$row', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await startStage(sample);
    });
    afterAll(() => stage.stop());

    test('row: SDKs are installed, and what does not apply says why', ({ task }) => {
      const packages = sample.packages.map(packageVersion);
      for (const reason of Object.values(sample.notApplicable)) expect(reason.length).toBeGreaterThan(10);
      (task.meta as RowMeta).row = { dialect: sample.dialect, packages, notApplicable: sample.notApplicable };
    });

    for (const [id, title] of Object.entries(checks) as [CheckId, string][]) {
      if (sample.notApplicable[id] !== undefined) continue;
      describe(`${id} ${title}`, () => {
        inOrder[id](() => stage, sample);
      });
    }
  });
}

function packageVersion(name: string): string {
  const path = join(import.meta.dirname, '..', '..', 'node_modules', name, 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return `${name} ${version}`;
}
