import { system } from '../../model/changeState.ts'
import { claimHours } from '../../model/claims.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { readClaims, type StandingClaim } from '../claimRows.ts'
import { tellClaim } from '../tellClaim.ts'
import { readMoment, refuse, type Taken, type Taking } from './admission.ts'

/** So many names are kept of one claim besides its windows: a program that finds a new one for each try floods nothing. */
const mostNames = 100

/** Keeps a further name, so that it stays a repeat also when the claim has expired. */
const noteName = async ({ db, given }: Taking, { id, tenant_id: tenant }: StandingClaim) => {
  const name = { claimId: given.claimId, from: null, until: null }
  await db.execute(sql`
    update postyard_claims
    set earlier = coalesce(earlier, '[]') || ${JSON.stringify([name])}::jsonb
    where id = ${id} and tenant_id = ${tenant}
      and jsonb_array_length(coalesce(earlier, '[]')) < ${mostNames}`)
}

const open = async ({ db, given, actor }: Taking, claim: StandingClaim, at: Date) => {
  const { id, tenant_id: tenant, claimed_at, expires_at } = claim
  const [from, until] = [claimed_at.toISOString(), expires_at.toISOString()]
  // The end of the window comes before the next beginning in what is told, also where nobody had come to that yet.
  if (claim.expired_at === null) {
    await tellClaim({ db, type: 'expired', claim, actor: system, data: { expiresAt: until } })
  }
  const [opened] = await rows<{ expires_at: Date | string }>(
    db,
    sql`
      update postyard_claims
      set claim_id = ${given.claimId}, claimed_at = ${at.toISOString()},
        expires_at = ${at.toISOString()}::timestamptz + make_interval(hours => ${claimHours}), expired_at = null,
        earlier = coalesce(earlier, '[]') || ${JSON.stringify([{ claimId: claim.claim_id, from, until }])}::jsonb,
        updated_at = clock_timestamp()
      where id = ${id} and tenant_id = ${tenant}
      returning expires_at`,
  )
  if (!opened) throw new Error('A claim that was held is gone.')
  await tellClaim({
    ...{ db, type: 'received', claim: { ...claim, claim_id: given.claimId }, actor },
    data: { claimedAt: at.toISOString(), expiresAt: new Date(opened.expires_at).toISOString() },
  })
}

/**
 * What comes of a message that names the influencer, the clip and the campaign of a claim by another name: where the claim has
 * expired, and this was claimed after its end, it is open again under that name and in a window of its own, as the same row
 * with all that it is dressed with. Whatever else it says is a repeat, in whatever order messages come.
 */
export const claimAnew = async (args: Taking, id: ID): Promise<Taken> => {
  const { db, tenant, given } = args
  const repeated = { kind: 'repeated', claim: id } as const
  const [claim] = await readClaims(db, { tenant, ids: [id], isLocked: true })
  if (!claim) throw new Error('A claim that was found is gone.')
  const names = [claim.claim_id, ...(claim.earlier ?? []).map((one) => one.claimId)]
  // The same message came at another place meanwhile.
  if (names.includes(given.claimId)) return repeated
  const at = await readMoment(args)
  if (claim.state !== 'expired' || at < claim.expires_at) {
    await noteName(args, claim)
    return repeated
  }
  const refused = refuse(args, at)
  if (refused) return refused
  await open(args, claim, at)
  return { kind: 'claimed', claim: id }
}
