import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import type { z } from 'zod'
import { checkInput } from './checkInput.ts'
import { type Db, poolOf } from './model/database.ts'
import { inTransactionAgain } from './model/inTransactionAgain.ts'
import type { AfterContext, Caller, Operation } from './operation.ts'
import type { Settings } from './options.ts'
import { callerOf } from './security/standing.ts'
import { settingsOf } from './settings.ts'

type Args<Input extends z.ZodType, Output extends z.ZodType> = {
  payload: Payload
  operation: Operation<Input, Output>
  input: z.output<Input>
  caller: Caller
  now: Date
  req?: PayloadRequest
  settings?: Settings
}

/** What an operation asks before its transaction is begun, for `runOperation`; undefined where it asks nothing. */
export const askBefore = async <Input extends z.ZodType, Output extends z.ZodType>(
  args: Args<Input, Output>,
): Promise<unknown> => {
  const { payload, operation, input, caller, now } = args
  if (!operation.before) return undefined
  const settings = args.settings ?? settingsOf(payload)
  const req = args.req ?? (await createLocalReq({}, payload))
  return operation.before(input, { payload, req, db: poolOf(payload), caller, settings, now })
}

/**
 * Runs an operation for a caller, with an input that `checkInput` has passed: its work is one transaction, unless it is
 * outward; its output has the shape that it promises. Joins the transaction that `req` already holds. What Postgres ends for
 * the sake of another transaction is done once more.
 *
 * @throws DistributionError with one of the operation's codes
 */
export const runOperation = async <Input extends z.ZodType, Output extends z.ZodType>(
  args: Args<Input, Output> & { asked?: unknown },
): Promise<z.output<Output>> => {
  const { payload, operation, input, caller, now, asked } = args
  const settings = args.settings ?? settingsOf(payload)
  const run = async ({ db, req }: { db: Db; req: PayloadRequest }) =>
    operation.output.parse(
      await operation.run(input, { payload, req, db, caller, settings, now, asked }),
    )
  if (!operation.isOutward) return inTransactionAgain({ payload, req: args.req }, run)
  return run({ db: poolOf(payload), req: args.req ?? (await createLocalReq({}, payload)) })
}

/**
 * What follows an operation whose work is committed; the answer is its, or that of the work where nothing follows.
 */
export const finishOperation = async <Input extends z.ZodType, Output extends z.ZodType>(
  args: {
    operation: Operation<Input, Output>
    input: z.output<Input>
    output: z.output<Output>
  } & AfterContext,
): Promise<z.output<Output>> => {
  const { operation, input, output, ...context } = args
  if (!operation.after) return output
  return operation.output.parse(await operation.after(input, output, context))
}

/**
 * Runs an operation from the application's own code, for a user as Payload reads it (with `collection`).
 *
 * @throws ZodError or INVALID_INPUT where the input does not fit; else as `runOperation`; an error where the user is
 * none of this installation's
 */
export const runFor = async <Input extends z.ZodType, Output extends z.ZodType>(args: {
  payload: Payload
  operation: Operation<Input, Output>
  input: z.input<Input>
  user: unknown
}): Promise<z.output<Output>> => {
  const { payload, operation } = args
  const settings = settingsOf(payload)
  const caller = callerOf({ user: args.user } as PayloadRequest, settings)
  if (!caller) throw new Error('Only a user of this installation can do this.')
  const input = checkInput(operation, args.input)
  const doing = { payload, operation, input, caller, now: new Date() }
  const asked = await askBefore(doing)
  const output = await runOperation({ ...doing, asked })
  return finishOperation({ operation, input, output, payload, settings, caller, asked })
}
