import type { OperationInput, OperationName, OperationResult } from '../../../src-core/contracts/operations.ts';
import { pollUntil } from '../../support/poll-until.ts';
import type { Served } from './serve.ts';

/** Asks the running instance as the command line would. Throws the answer's error. */
export async function callAdmin<Name extends OperationName>(
  served: Served,
  name: Name,
  params: OperationInput<Name>,
): Promise<OperationResult<Name>> {
  const response = await fetch(`${served.url}/admin/api/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${served.token}` },
    body: JSON.stringify(params),
  });
  const answer = (await response.json()) as { ok: boolean; value: OperationResult<Name>; error?: { message: string } };
  if (!answer.ok) throw new Error(answer.error?.message);
  return answer.value;
}

/** Waits until the shipped models answer. */
export async function modelsReady(served: Served): Promise<void> {
  await pollUntil(async () => {
    const { health } = await callAdmin(served, 'status.get', {});
    return health.find(({ part }) => part === 'models')?.state === 'ok';
  }, 60_000);
}

/** Waits until a stored text is found by meaning, which is after its answer was stored. */
export async function findable(served: Served, text: string): Promise<void> {
  await pollUntil(async () => {
    const { candidates } = await callAdmin(served, 'match.test', { text });
    return candidates.some(({ storedText }) => storedText === text);
  }, 30_000);
}
