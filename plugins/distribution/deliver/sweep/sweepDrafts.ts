import type { Payload } from 'payload'
import type { ListedDraft } from '../../channels/adapter.ts'
import {
  type PostizConnection,
  postizChannel,
  splitByInstant,
} from '../../channels/postiz/index.ts'
import { readConnection, readTenant } from '../../channels/readConnection.ts'
import { type Db, type ID, poolOf, sql } from '../../model/database.ts'
import { writeReceipts } from '../../model/receipts.ts'
import { settingsOf } from '../../settings.ts'
import { tellFault } from '../../tellFault.ts'
import { closingOf } from '../remoteCall.ts'
import { workerName } from '../workerName.ts'
import { findOurs, isWanted, type OurDraft } from './findAbandoned.ts'
import { type NextLook, planLooks, takeStagings } from './stagings.ts'
import { nextSweep, nextTry, type Staging } from './sweepTimes.ts'

type Args = { payload: Payload; tenant: ID; now: () => Date }

const connect = async ({ payload, tenant: id }: Args): Promise<PostizConnection> => {
  const settings = settingsOf(payload)
  const tenant = await readTenant({ payload, settings, tenant: id })
  const connection = readConnection({ payload, settings, tenant })
  if (!connection) throw new Error('The tenant is not connected to Postiz.')
  return connection
}

/** What is left under instants after a look: drafts that are still wanted, and those that could not be taken away. */
type Left = { wanted: OurDraft[]; kept: OurDraft[] }

/** A delivery whose draft was given up has none now. */
const noteGone = (db: Db, tenant: ID, { draftAt, owner }: OurDraft) =>
  db.execute(sql`
    update postyard_deliveries
    set draft_state = 'none', draft_id = null
    where id = ${owner?.id} and tenant_id = ${tenant} and fence = ${owner?.fence}
      and state in ('held', 'scheduled') and draft_state = 'dirty' and draft_at = ${draftAt.toISOString()}`)

const takeAway = async (args: Args, connection: PostizConnection, draft: OurDraft) => {
  const db = poolOf(args.payload)
  const openedAt = args.now()
  const taken = await postizChannel.discard({ connection, draftId: draft.draftId })
  const { owner } = draft
  if (owner) {
    const closing = closingOf(taken)
    const by = workerName()
    await writeReceipts({
      db,
      receipts: [{ delivery: owner, action: 'withdraw', by, openedAt, closing }],
    })
    if (taken.kind === 'gone') await noteGone(db, args.tenant, draft)
  }
  return taken.kind === 'gone'
}

const listUnder = async (
  connection: PostizConnection,
  stagings: Staging[],
): Promise<ListedDraft[]> => {
  const first = stagings[0]?.draftAt ?? new Date(0)
  const last = stagings.at(-1)?.draftAt ?? first
  const listed = await postizChannel.listDrafts({
    connection,
    from: new Date(first.getTime() - (first.getTime() % 1_000)),
    to: last,
  })
  if (listed.kind === 'listed') return listed.drafts
  if (listed.code === 'POSTIZ_ANSWER_TOO_LARGE' && stagings.length > 1) {
    const middle = Math.ceil(stagings.length / 2)
    const halves = [stagings.slice(0, middle), stagings.slice(middle)]
    return (await Promise.all(halves.map((half) => listUnder(connection, half)))).flat()
  }
  throw new Error(listed.message)
}

const sweepUnder = async (
  args: Args,
  connection: PostizConnection,
  stagings: Staging[],
): Promise<Left> => {
  const listed = await listUnder(connection, stagings)
  // Read after the list: what was adopted in between is not taken for abandoned.
  const ours = await findOurs({
    db: poolOf(args.payload),
    tenant: args.tenant,
    instants: stagings.map(({ draftAt }) => draftAt),
    listed,
  })
  const left: Left = { wanted: ours.filter(isWanted), kept: [] }
  for (const draft of ours.filter((one) => !isWanted(one))) {
    if (!(await takeAway(args, connection, draft))) left.kept.push(draft)
  }
  return left
}

const lookOf = (args: Args, staging: Staging, left: Left | string): NextLook => {
  const { payload, tenant } = args
  const now = args.now()
  const isHere = ({ draftAt }: OurDraft) => draftAt.getTime() === staging.draftAt.getTime()
  const isKept = typeof left === 'string' || left.kept.some(isHere)
  const next = isKept
    ? nextTry(staging, now)
    : nextSweep(staging, now, left.wanted.filter(isHere).length)
  const failures = isKept ? Math.min(staging.failures + 1, 1_000) : 0
  if (next.kind === 'given_up') {
    payload.logger.warn(
      { tenant, draftAt: staging.draftAt },
      `Drafts that were filed at Postiz under ${staging.draftAt.toISOString()} are not looked for any more. Should one still stand there, delete it in Postiz.`,
    )
  }
  return { staging, at: next.kind === 'look' ? next.at : undefined, failures }
}

/**
 * Takes away what staging has left behind at a tenant's Postiz: drafts whose ids never arrived and that nobody adopted,
 * and those of deliveries that were cancelled, moved or changed. Only what is a draft, stands on an account of this
 * tenant under an instant that we used, and is wanted by no delivery any more. What cannot be looked into or taken away
 * now is tried again after a growing pause, and said in the log; nothing is looked for for ever.
 */
export const sweepDrafts = async (args: Args): Promise<void> => {
  const { payload, tenant } = args
  const db = poolOf(payload)
  const startedAt = args.now()
  const stagings = await takeStagings({ db, tenant, now: startedAt })
  if (stagings.length === 0) return
  const tellAndFail = (error: unknown): string => {
    const fault = tellFault(error)
    payload.logger.warn(
      { tenant },
      `Drafts left at Postiz could not be looked for; it is tried again: ${fault}`,
    )
    return fault
  }
  const connection = await connect(args).catch(tellAndFail)
  for (const part of splitByInstant(stagings)) {
    const left =
      typeof connection === 'string'
        ? connection
        : await sweepUnder(args, connection, part).catch(tellAndFail)
    if (typeof left !== 'string' && left.kept.length > 0) {
      payload.logger.warn(
        { tenant, drafts: left.kept.map(({ draftId }) => draftId) },
        'Drafts that nobody needs any more could not be deleted at Postiz; it is tried again.',
      )
    }
    const looks = part.map((staging) => lookOf(args, staging, left))
    await planLooks({ db, tenant, now: startedAt, looks })
  }
}
