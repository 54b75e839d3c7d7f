import type { StagedTogether } from '../../channels/adapter.ts'
import type { ID } from '../../model/database.ts'
import { type Closing, closeReceipts } from '../../model/receipts.ts'
import { closingOf } from '../remoteCall.ts'
import type { FiledBatch } from './fileBatch.ts'
import type { ReadyPost } from './staging.ts'

export type Refusal = Extract<StagedTogether, { kind: 'refused' }>

/** What is wrong with one of a refused batch; undefined for one that nobody has anything against. */
export const blameOf = (answer: Refusal, index: number, batch: ReadyPost[]): string | undefined => {
  const named = answer.blamed.find((one) => one.index === index)
  return named?.message ?? (batch.length === 1 ? answer.message : undefined)
}

const closingFor = (answer: StagedTogether, index: number, batch: ReadyPost[]): Closing => {
  if (answer.kind !== 'refused') return closingOf(answer)
  const message = blameOf(answer, index, batch)
  if (message !== undefined) return closingOf({ ...answer, kind: 'failed', message })
  return closingOf({
    ...answer,
    kind: 'retry',
    message: `Another post of the same request was refused; this one is sent again without it. ${answer.message}`,
  })
}

/** Closes the receipts of a batch, each with what its own delivery has to do with the answer. */
export const closeBatch = async (args: {
  batch: ReadyPost[]
  filed: FiledBatch
  answer: StagedTogether
}): Promise<void> => {
  const { batch, filed, answer } = args
  const [first] = batch
  if (!first) return
  const { db, tenant } = first.loaded
  const around = { posts: batch.length, draftAt: filed.draftAt.toISOString() }
  const closings = batch.map(({ loaded }, index) => {
    const closing = closingFor(answer, index, batch)
    const id = filed.receipts.get(String(loaded.row.id)) as ID
    return { id, ...closing, meta: { ...closing.meta, ...around } }
  })
  await closeReceipts({ db, tenant: tenant.id, closings })
}
