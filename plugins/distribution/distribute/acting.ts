import type { Caller, OperationContext } from '../operation.ts'

/** Who acts on a plan, in which transaction: somebody by an operation, or Postyard by itself. */
export type Acting = Pick<OperationContext, 'payload' | 'req' | 'db' | 'settings' | 'now'> & {
  caller: Pick<Caller, 'name' | 'actor'>
}
