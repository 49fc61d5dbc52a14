import type { z } from 'zod';
import {
  operations,
  type OperationInput,
  type OperationName,
  type OperationResult,
} from '../../../src-core/contracts/operations.ts';
import { answerSchema } from './answer-schema.ts';
import { ClientError } from './client-error.ts';
import type { Transport } from './transport.ts';

type Call = <Name extends OperationName>(name: Name, params: OperationInput<Name>) => Promise<OperationResult<Name>>;

export interface Client {
  kind: Transport['kind'];
  /** Calls an operation and parses its result by the contract. Rejects with ClientError. */
  call: Call;
  listen: Transport['listen'];
}

/** The table seen by result, so that the compiler follows a name to its own result and not to a union of all. */
const results: {
  readonly [Name in OperationName]: {
    result: { safeParse: (value: unknown) => z.ZodSafeParseResult<OperationResult<Name>> };
  };
} = operations;

export function createClient(transport: Transport): Client {
  async function call<Name extends OperationName>(
    name: Name,
    params: OperationInput<Name>,
  ): Promise<OperationResult<Name>> {
    const answer = answerSchema.safeParse(await transport.send(name, params));
    if (!answer.success) throw new ClientError('unreadable', `The answer to ${name} is not an answer of Semcache.`);
    if (!answer.data.ok) throw new ClientError(answer.data.error.code, answer.data.error.message);
    const parsed = results[name].result.safeParse(answer.data.value);
    if (parsed.success) return parsed.data;
    throw new ClientError('unreadable', `The answer to ${name} does not fit this console; reload the page.`, {
      cause: parsed.error,
    });
  }
  return { kind: transport.kind, listen: transport.listen, call };
}
