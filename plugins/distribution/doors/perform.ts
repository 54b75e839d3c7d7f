import { createLocalReq, type PayloadRequest } from 'payload'
import { checkInput } from '../checkInput.ts'
import { poolOf } from '../model/database.ts'
import { inTransactionAgain } from '../model/inTransactionAgain.ts'
import type { Operation } from '../operation.ts'
import { askBefore, finishOperation, runOperation } from '../runOperation.ts'
import { settingsOf } from '../settings.ts'
import { admit } from './admit.ts'
import { beginOnce, type Keep, readKept, readKey } from './idempotency.ts'

/** What a door was told: everything that the operation takes, not yet checked, and the Idempotency-Key. */
export type Said = { input: unknown; key?: unknown }

export type Performed = {
  output: unknown
  /** For doors that speak HTTP. */
  status: number
  headers: Record<string, string>
  /** True where this is the answer to an earlier request with the same key. */
  isReplayed: boolean
}

/**
 * Does what a request asks, the same way at every door: who, what, once, and the answer. `read` is asked for the rest of
 * the request only when it is known who sends it. The work, and the note of its key, are one transaction; what follows the
 * work comes after it, and its answer is what the key keeps from then on.
 *
 * @throws DistributionError or ZodError, for `toProblem`
 */
export const perform = async (args: {
  operation: Operation
  req: PayloadRequest
  read: () => Said | Promise<Said>
  /** Gets headers that belong to the answer whatever comes, an error too. */
  tell?: (headers: Record<string, string>) => void
}): Promise<Performed> => {
  const { operation, read, tell = () => {} } = args
  const { payload } = args.req
  const settings = settingsOf(payload)
  const caller = await admit({ req: args.req, operation, tell })
  // A key is no user of Payload's, so what it is allowed is done by us; nor may a cookie that came along count.
  const req = caller.key === undefined ? args.req : await createLocalReq({}, payload)
  const said = await read()
  const key = readKey(operation, said.key)
  // Before the transaction is begun and the key is noted: what does not fit costs nothing.
  const input = checkInput(operation, said.input)
  const now = new Date()
  const doing = { payload, operation, input, caller, now, req, settings }
  const performed = (output: unknown, kept?: { status: number }): Performed => ({
    output,
    status: kept?.status ?? operation.status?.(output) ?? 200,
    headers: operation.headers?.(output) ?? {},
    isReplayed: kept !== undefined,
  })
  const request = key && {
    // A user and a key may have the same number.
    caller: caller.key === undefined ? caller.id : `key ${caller.key}`,
    operation: operation.name,
    key,
    input: said.input,
    now,
  }
  if (request && operation.before) {
    const kept = await readKept({ ...request, db: poolOf(payload) })
    if (kept) return performed(kept.response, kept)
  }
  const asked = await askBefore(doing)
  const run = () => runOperation({ ...doing, asked })
  if (operation.isOutward) return performed(await run())
  let keep: Keep | undefined
  const done = await inTransactionAgain({ payload, req }, async ({ db }) => {
    const once = request ? await beginOnce({ ...request, db }) : undefined
    if (once && 'kept' in once) return performed(once.kept.response, once.kept)
    const begun = performed(await run())
    keep = once?.keep
    await keep?.({ status: begun.status, response: begun.output })
    return begun
  })
  if (!operation.after || done.isReplayed) return done
  const { signal } = args.req
  try {
    const output = await finishOperation({
      operation,
      input,
      output: done.output,
      ...{ payload, settings, caller, signal, asked },
    })
    const finished = performed(output)
    await keep?.({ status: finished.status, response: output }, poolOf(payload))
    return finished
  } catch (error) {
    // The work is committed: no answer may say that it is not.
    payload.logger.error({
      err: error,
      msg: 'What follows an operation failed; its own work is done, and is answered.',
    })
    return done
  }
}
