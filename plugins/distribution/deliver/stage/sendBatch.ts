import { setTimeout as sleep } from 'node:timers/promises'
import type { StagedTogether } from '../../channels/adapter.ts'
import { postizChannel } from '../../channels/postiz/index.ts'
import { isTimeout } from '../tryAgain.ts'
import { workerName } from '../workerName.ts'
import { adopt } from './adoptDrafts.ts'
import { blameOf, closeBatch, type Refusal } from './closeBatch.ts'
import { type FiledBatch, fileBatch } from './fileBatch.ts'
import { type KeptDraft, keepDrafts } from './keepDrafts.ts'
import { type StagingResult, stagedElsewhere } from './staged.ts'
import type { ReadyPost, Staging } from './staging.ts'

/** How often a batch is sent before a failure that may pass counts. */
const tries = 3

/** What is not due yet may wait for a Postiz that has much to create, in milliseconds. */
const patientMs = 30_000

type Failure = Extract<StagedTogether, { kind: 'unknown' | 'retry' | 'failed' }>

const idOf = ({ loaded }: ReadyPost): string => String(loaded.row.id)

/** The posts that are filed under the instant now, with their rows as they are. */
const takeFiled = (batch: ReadyPost[], filed: FiledBatch): ReadyPost[] =>
  batch.flatMap((one) => {
    if (!filed.receipts.has(idOf(one))) {
      one.settle(stagedElsewhere)
      return []
    }
    const row = {
      ...one.loaded.row,
      draft_state: 'staging' as const,
      draft_at: filed.draftAt,
      draft_id: null,
    }
    return { ...one, loaded: { ...one.loaded, row } }
  })

const settleAll = (batch: ReadyPost[], result: StagingResult): void => {
  for (const one of batch) one.settle(result)
}

/** Writes the ids down; gives back those of which Postiz named none. */
const keepNamed = async (
  batch: ReadyPost[],
  draftIds: (string | undefined)[],
  { draftAt }: FiledBatch,
): Promise<ReadyPost[]> => {
  const [first] = batch
  if (!first) return []
  const { db, tenant } = first.loaded
  const drafts = batch.flatMap(({ loaded: { row } }, index): KeptDraft[] => {
    const draftId = draftIds[index]
    return draftId === undefined ? [] : [{ row, draftId, draftAt }]
  })
  const kept = await keepDrafts({ db, tenant: tenant.id, drafts })
  return batch.filter((one, index) => {
    const draftId = draftIds[index]
    if (draftId === undefined) return true
    one.settle(kept.has(idOf(one)) ? { kind: 'staged', draftId, draftAt } : stagedElsewhere)
    return false
  })
}

/** Takes out what Postiz names, else halves, so that what is wrong with one post fails that one alone. */
const sendWithout = async (
  batch: ReadyPost[],
  answer: Refusal,
  staging: Staging,
): Promise<void> => {
  const rest = batch.filter((one, index) => {
    const message = blameOf(answer, index, batch)
    if (message === undefined) return true
    one.settle({ kind: 'failed', code: answer.code, message, answer: answer.answer })
    return false
  })
  if (batch.length === 1 && answer.blamed.length === 0) staging.faults.refuse(answer)
  if (rest.length < batch.length) return sendBatch(rest, staging)
  const middle = Math.ceil(batch.length / 2)
  await sendBatch(batch.slice(0, middle), staging)
  await sendBatch(batch.slice(middle), staging)
}

const isDue = ({ draftAt }: FiledBatch, now: Date): boolean => draftAt <= now

/** True where the same request may go better in a moment. */
const isPassing = (answer: Failure, filed: FiledBatch, now: Date): boolean => {
  if (answer.kind === 'failed' || isTimeout(answer)) return false
  // Under an instant that is still to come, another one would not be past either.
  if (answer.code === 'POSTIZ_DATE_PAST') return isDue(filed, now)
  return !('retryAfterMs' in answer) || answer.retryAfterMs === undefined
}

const sendAgain = async (args: {
  batch: ReadyPost[]
  answer: Failure
  filed: FiledBatch
  staging: Staging
  attempt: number
}): Promise<void> => {
  const { batch, answer, filed, staging, attempt } = args
  const failure: Extract<StagingResult, { kind: 'retry' | 'failed' }> =
    answer.kind === 'unknown' ? { ...answer, kind: 'retry', isUnsure: true } : answer
  if (attempt === tries || !isPassing(answer, filed, staging.now())) {
    staging.faults.learn(failure)
    return settleAll(batch, failure)
  }
  await sleep(200 * 2 ** attempt)
  const rest = answer.kind === 'unknown' ? await adopt(batch, staging) : batch
  await sendBatch(rest, staging, attempt + 1)
}

/**
 * Stages deliveries of one tenant with one counted request, and says of each how that ended. What the answer leaves in
 * doubt is looked for and adopted; what was certainly not made, and may be, is sent again under another instant; what
 * Postiz refuses is taken out, and the others go without it.
 */
export const sendBatch = async (
  batch: ReadyPost[],
  staging: Staging,
  attempt = 1,
): Promise<void> => {
  const [first] = batch
  if (!first) return
  const shared = staging.faults.shared()
  if (shared) return settleAll(batch, shared)
  const { db, tenant, settings } = first.loaded
  const { connection, isUrgent, now } = staging
  const filed = await fileBatch({
    db,
    tenant: tenant.id,
    deliveries: batch.map(({ loaded }) => loaded.row),
    by: workerName(),
    now: now(),
  })
  const own = takeFiled(batch, filed)
  if (own.length === 0) return
  const answer = await postizChannel.stageMany({
    connection,
    posts: own.map(({ post }) => post),
    draftAt: filed.draftAt,
    isUrgent,
    timeoutMs: isUrgent ? settings.postizTimeoutMs : Math.max(patientMs, settings.postizTimeoutMs),
  })
  await closeBatch({ batch: own, filed, answer })
  switch (answer.kind) {
    case 'staged': {
      staging.faults.relieve()
      const unnamed = await keepNamed(own, answer.draftIds, filed)
      const rest = unnamed.length > 0 ? await adopt(unnamed, staging) : []
      return attempt === tries
        ? settleAll(rest, unnamedFailure)
        : sendBatch(rest, staging, attempt + 1)
    }
    case 'refused':
      return sendWithout(own, answer, staging)
    default:
      return sendAgain({ batch: own, answer, filed, staging, attempt })
  }
}

const unnamedFailure: StagingResult = {
  kind: 'retry',
  code: 'POSTIZ_ANSWER_UNREADABLE',
  message: 'Postiz took the drafts, but did not name all of them. They are looked up.',
  answer: {},
  isUnsure: true,
}
