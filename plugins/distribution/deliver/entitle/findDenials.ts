import type { Content } from '../../channels/adapter.ts'
import { findBeyondExcerpt } from '../../channels/checkExcerpt.ts'
import { tellBeyond } from '../../channels/tellBeyond.ts'
import type { Reason } from '../../model/changeState.ts'
import { type Db, type ID, poolOf } from '../../model/database.ts'
import { fireAt } from '../../model/deadlines.ts'
import { readGrants } from '../../model/grants.ts'
import { frozenPolicyOf } from '../../model/policy.ts'
import { deniedCode } from '../../model/reasons.ts'
import type { AskedForm, Denial, Grant } from '../../plan/entitle/grant.ts'
import { judgeGrant } from '../../plan/entitle/judgeGrant.ts'
import { isEarly } from '../fire/obstacle.ts'
import type { Loaded } from '../loadDelivery.ts'
import { isMediaGone } from '../readContent.ts'
import { readSaid, type Said } from './readSaid.ts'

/** A delivery that is about to leave; its content where it is in hand already. */
export type Leaving = { loaded: Loaded; content?: Content }

/** Whether a delivery may leave only under an entitlement. All others are not looked at. */
export const isWatched = ({ loaded }: Leaving): boolean =>
  loaded.row.entitlement_id !== null || loaded.isLicensed

const licensedSince: Denial = {
  code: 'ENTITLEMENT_MISSING',
  message:
    'Its post was marked as licensed after this was planned. Ask a manager of the client for an entitlement, then publish it now.',
}

const moved: Denial = {
  code: 'ENTITLEMENT_MISSING',
  message:
    'Its post was put into another series after this was planned, and the entitlement is for the one of before. Ask a manager of the client for another, then publish it now.',
}

const gone: Denial = {
  code: 'ENTITLEMENT_MISSING',
  message: 'Nothing entitles anybody to this any more. Ask a manager of the client.',
}

const formOf = ({ content }: Said, loaded: Content | undefined): AskedForm => {
  const { excerpt, rendition, parts = [] } = content
  const hasMedia =
    (loaded ? [loaded, ...(loaded.parts ?? [])] : [content, ...parts]).some(
      (one) => one.media.length > 0,
    ) || rendition !== null
  return excerpt
    ? { kind: 'excerpt', graphemes: excerpt.graphemes, hasMedia }
    : { kind: 'full', hasMedia }
}

const judge = (args: {
  leaving: Leaving
  grant: Grant | undefined
  said: Said
  now: Date
}): Denial | undefined => {
  const { leaving, grant, said, now } = args
  const { loaded, content } = leaving
  const { row, channel, facts } = loaded
  if (row.entitlement_id === null) return licensedSince
  if (!grant) return gone
  const { subject } = grant
  if (subject.kind === 'series' && subject.name !== said.series) return moved
  const asked = { id: String(channel.id), name: channel.name, isRepeat: said.isRepeat }
  const due = fireAt(row)
  // What a job takes a moment before it is due leaves when it is due.
  const at = due > now && !isEarly(row, now) ? due : now
  const denied = judgeGrant({ grant, channel: asked, form: formOf(said, content), at })
  const { title, excerpt } = said.content
  if (denied || grant.form.kind === 'full' || !excerpt || !content) return denied
  const beyond = findBeyondExcerpt({
    ...{ channel, facts, content, excerpt, form: grant.form, title },
    policy: frozenPolicyOf(said.content, channel.id),
  })
  return beyond === undefined ? undefined : tellBeyond(beyond)
}

/** A file that is gone is the fault of one delivery, and keeps none of the others. */
const readWhole = async (loaded: Loaded): Promise<{ content: Content } | { fault: Reason }> => {
  try {
    return { content: await loaded.content() }
  } catch (error) {
    if (!isMediaGone(error)) throw error
    return { fault: { code: error.code, message: error.message } }
  }
}

/** What is read of deliveries before anything is locked, so that nobody waits for it. */
export const readLeaving = async (leaving: Leaving[], tenant: ID) => {
  const [first] = leaving
  const ids = leaving.map(({ loaded }) => loaded.row.id)
  const said = first ? await readSaid({ db: first.loaded.db, tenant, ids }) : new Map()
  return Promise.all(
    leaving.map(async (one) => {
      const own = said.get(String(one.loaded.row.id)) as Said | undefined
      const read = own?.content.excerpt && !one.content ? await readWhole(one.loaded) : {}
      const { fault, ...content } = { fault: undefined, ...read }
      return { leaving: { ...one, ...content }, said: own, fault }
    }),
  )
}

export type ReadLeaving = Awaited<ReturnType<typeof readLeaving>>

/**
 * Why deliveries of a tenant may not leave, by their ids as text, as their entitlements stand at this moment; with
 * `isLocked` these stay so until the transaction of `db` ends.
 */
export const findDenials = async (args: {
  read: ReadLeaving
  tenant: ID
  db: Db
  isLocked?: boolean
  now: Date
}): Promise<Map<string, Reason>> => {
  const { read, tenant, db, isLocked, now } = args
  const [first] = read
  if (!first) return new Map()
  const { payload, settings } = first.leaving.loaded
  const ids = read.flatMap(({ leaving }) => leaving.loaded.row.entitlement_id ?? [])
  const grants = await readGrants({
    ...{ db, payload, settings, tenant, ids },
    ...(isLocked === undefined ? {} : { isLocked }),
  })
  return new Map(
    read.flatMap(({ leaving, said, fault }): [string, Reason][] => {
      const { id, entitlement_id: entitlement } = leaving.loaded.row
      if (fault) return [[String(id), fault]]
      if (!said) return []
      const denial = judge({ leaving, grant: grants.get(String(entitlement)), said, now })
      return denial ? [[String(id), { code: deniedCode, message: denial.message }]] : []
    }),
  )
}

/** Why one delivery may not leave as it is now; undefined where it may. */
export const findDenial = async (
  leaving: Leaving,
  now: Date,
  db: Db = poolOf(leaving.loaded.payload),
): Promise<Reason | undefined> => {
  if (!isWatched(leaving)) return undefined
  const { row } = leaving.loaded
  const read = await readLeaving([leaving], row.tenant_id)
  const denials = await findDenials({ read, tenant: row.tenant_id, db, now })
  return denials.get(String(row.id))
}
