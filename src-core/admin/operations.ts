import { z } from 'zod';
import { SemcacheError } from '../contracts/errors.ts';
import { isOperationName, operations, type OperationAnswer, type OperationName } from '../contracts/operations.ts';
import type { CountFailure } from '../ports/host.ts';

/** One operation ready to be called: unchecked parameters in, checked result out. */
export type BoundOperation = (params: unknown) => Promise<unknown>;
export type BoundOperations = Record<OperationName, BoundOperation>;

/** Joins an operation of the table with what carries it out; parameters and result pass its schemas. */
export function bind<Params extends z.ZodType, Result extends z.ZodType>(
  operation: { params: Params; result: Result },
  run: (params: z.output<Params>) => z.input<Result> | Promise<z.input<Result>>,
): BoundOperation {
  return async (raw) => operation.result.parse(await run(parseParams(operation.params, raw)));
}

function parseParams<Params extends z.ZodType>(schema: Params, raw: unknown): z.output<Params> {
  const parsed = schema.safeParse(raw ?? {});
  if (parsed.success) return parsed.data;
  throw new SemcacheError('invalid_params', z.prettifyError(parsed.error), { cause: parsed.error });
}

/** Calls an operation by name for any front. Never rejects: failures become the answer's error. */
export async function callOperation(
  bound: BoundOperations,
  name: string,
  params: unknown,
  countFailure: CountFailure,
): Promise<OperationAnswer> {
  try {
    if (!isOperationName(name)) {
      throw new SemcacheError(
        'unknown_operation',
        `There is no operation "${name.slice(0, 80)}". Known: ${Object.keys(operations).join(', ')}.`,
      );
    }
    return { ok: true, value: await bound[name](params) };
  } catch (error) {
    if (error instanceof SemcacheError) return { ok: false, error: { code: error.code, message: error.message } };
    countFailure('operation_failed', error);
    return { ok: false, error: { code: 'internal', message: 'The operation failed; the log has the details.' } };
  }
}
