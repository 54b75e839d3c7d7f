import { DurableJobsError } from '../errors.ts'
import { type Adapter, transactionOf } from '../postgres.ts'
import { commitAndChain } from '../sql/commitAndChain.ts'

/** Says what to do once a transaction has certainly been committed. */
export type AfterCommit = (transactionID: string, step: () => void) => void

/**
 * Payload's `commitTransaction` swallows the error of a commit that failed. A job would then run whose claim never
 * happened, while another worker claims it too. So transactions in which a job was claimed or written are committed
 * here, where a failure throws; what Payload commits after that is empty.
 */
export const commitLoudly = (adapter: Adapter): AfterCommit => {
  const steps = new Map<string, (() => void)[]>()
  const { commitTransaction, rollbackTransaction } = adapter

  adapter.commitTransaction = async function commitAndTell(incoming) {
    const id = String(await incoming)
    const waiting = steps.get(id)
    const db = transactionOf(adapter, id)
    steps.delete(id)
    if (waiting && db) {
      try {
        await commitAndChain(db)
      } catch (cause) {
        await rollbackTransaction.call(this, id)
        const message =
          'the database did not confirm the commit of a job. It will be claimed again.'
        throw new DurableJobsError('COMMIT_FAILED', message, { cause })
      }
      for (const step of waiting) step()
    }
    await commitTransaction.call(this, incoming)
  }

  adapter.rollbackTransaction = async function rollBackAndForget(incoming) {
    steps.delete(String(await incoming))
    await rollbackTransaction.call(this, incoming)
  }

  return (transactionID, step) => {
    steps.set(transactionID, [...(steps.get(transactionID) ?? []), step])
  }
}
