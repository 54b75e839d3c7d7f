import type { Outcome } from '../../channels/adapter.ts'
import { type PreparedPostizPost, postizChannel } from '../../channels/postiz/index.ts'
import { writeReceipts } from '../../model/receipts.ts'
import { findDenial } from '../entitle/findDenials.ts'
import type { Loaded } from '../loadDelivery.ts'
import { isMediaGone } from '../readContent.ts'
import { closingOf } from '../remoteCall.ts'
import { isTimeout, tryAgain } from '../tryAgain.ts'
import { workerName } from '../workerName.ts'
import { extendLease } from './extendLease.ts'
import { stagedElsewhere } from './staged.ts'
import type { Staging } from './staging.ts'

type Prepared =
  | { kind: 'prepared'; post: PreparedPostizPost }
  | Extract<Outcome, { kind: 'retry' | 'failed' }>

const prepare = async (loaded: Loaded, { connection, now }: Staging): Promise<Prepared> => {
  const { facts: channel, row } = loaded
  const content = await loaded.content()
  // A draft is out of the house, too.
  const denial = await findDenial({ loaded, content }, now())
  if (denial) return { kind: 'failed', ...denial, answer: {} }
  if (!(await extendLease(loaded, content))) return stagedElsewhere
  return tryAgain<Prepared & { retryAfterMs?: number }>(
    () => postizChannel.prepare({ connection, channel, content, reference: String(row.id) }),
    (one) => one.kind === 'retry' && !isTimeout(one),
  )
}

/**
 * Makes one delivery ready to be staged: reads what it says, holds it against the rules, and uploads its files. Nothing
 * is staged by it, so it leaves a receipt only where it comes to nothing.
 */
export const preparePost = async (loaded: Loaded, staging: Staging): Promise<Prepared> => {
  const { db, row } = loaded
  const openedAt = staging.now()
  const prepared = await prepare(loaded, staging).catch((error: unknown): Prepared => {
    if (!isMediaGone(error)) throw error
    return { kind: 'failed', code: error.code, message: error.message, answer: {} }
  })
  if (prepared.kind !== 'prepared' && prepared !== stagedElsewhere) {
    const closing = closingOf(prepared)
    const by = workerName()
    await writeReceipts({
      db,
      receipts: [{ delivery: row, action: 'stage', by, openedAt, closing }],
    })
  }
  return prepared
}
