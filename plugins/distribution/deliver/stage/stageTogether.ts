import type { PostizConnection } from '../../channels/postiz/index.ts'
import { fireAt, later } from '../../model/deadlines.ts'
import type { Loaded } from '../loadDelivery.ts'
import { sideBySide } from '../sideBySide.ts'
import { clearOldDrafts } from './clearOldDrafts.ts'
import { inWaves } from './inWaves.ts'
import { planBatches } from './planBatches.ts'
import { preparePost } from './preparePost.ts'
import { sendBatch } from './sendBatch.ts'
import { shareFaults } from './shareFaults.ts'
import type { StagingResult } from './staged.ts'
import { failing, type InHand, type ReadyPost, type Staging } from './staging.ts'

/** How many deliveries of one organisation are made ready at a time. */
const mostPrepared = 8

/** How many requests of one organisation are under way at a time, in what is due already; else one. */
const mostUrgent = 3

/** How long what is due already waits for the files of others, and what is not, in milliseconds. */
const patienceMs = { urgent: 500, calm: 60_000 }

const prepareAll = (inHand: InHand[], staging: Staging): Promise<ReadyPost[]>[] => {
  const { faults } = staging
  const oneOfSome = sideBySide(mostPrepared)
  return inHand.map((one) =>
    oneOfSome(() =>
      failing([one], async () => {
        const prepared = faults.shared() ?? (await preparePost(one.loaded, staging))
        if (prepared.kind === 'prepared') return [{ ...one, post: prepared.post }]
        faults.learn(prepared)
        one.settle(prepared)
        return []
      }),
    ),
  )
}

const sendAll = async (ready: ReadyPost[], staging: Staging): Promise<void> => {
  const now = staging.now()
  const oneOfSome = sideBySide(staging.isUrgent ? mostUrgent : 1)
  const posts = ready.map((one) => ({
    ...one,
    account: one.post.account,
    bytes: one.post.bytes,
    at: later(fireAt(one.loaded.row), now).getTime(),
  }))
  const batches = planBatches(posts)
  const send = async (batch: ReadyPost[]): Promise<never[]> => {
    await sendBatch(batch, staging)
    return []
  }
  await Promise.all(batches.map((batch) => oneOfSome(() => failing(batch, () => send(batch)))))
}

const stageAll = async (inHand: InHand[], staging: Staging): Promise<void> => {
  const open = await clearOldDrafts(inHand, staging)
  const patience = staging.isUrgent ? patienceMs.urgent : patienceMs.calm
  for await (const wave of inWaves(prepareAll(open, staging), patience)) {
    await sendAll(wave.flat(), staging)
  }
}

/**
 * Makes sure that deliveries of one tenant have drafts at Postiz: those they have, those that are found again, or new
 * ones, as many as may be by one counted request. Nothing is published by this, so a doubled draft does no harm and a
 * failure of the moment is tried again at once.
 *
 * Each delivery has its own result, in the order of `loaded`, as soon as it is there.
 */
export const stageTogether = (args: {
  loaded: Loaded[]
  connection: PostizConnection
  now: () => Date
  isUrgent: boolean
}): Promise<StagingResult>[] => {
  const { loaded, ...common } = args
  const tickets = loaded.map((one) => ({ loaded: one, ...Promise.withResolvers<StagingResult>() }))
  const inHand = tickets.map(({ loaded: one, resolve, reject }) => ({
    loaded: one,
    settle: resolve,
    fail: reject,
  }))
  const staging = { ...common, faults: shareFaults() }
  // Whoever has its result by then keeps it.
  void failing(inHand, async () => {
    await stageAll(inHand, staging)
    return []
  })
  return tickets.map(({ promise }) => promise)
}
