import { DistributionError, notFound } from '../errors.ts'
import { type ID, rows, sql } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { isAllowed, userOf } from '../security/standing.ts'
import { readClaims, type StandingClaim } from './claimRows.ts'
import { findClaim } from './findClaim.ts'
import { type ClaimCommand, isMove } from './moves.ts'

/** `isOwn`: the caller is the influencer; else it is staff, who acts in their place. */
export type Owned = { claim: StandingClaim; isOwn: boolean }

const isInfluencer = async (
  { db, caller }: OperationContext,
  { tenant, influencer }: { tenant: ID; influencer: ID },
): Promise<boolean> => {
  const user = userOf(caller)
  if (user === undefined) return false
  const [found] = await rows(
    db,
    sql`
      select 1 from postyard_influencers
      where id = ${influencer} and tenant_id = ${tenant} and user_id = ${user}`,
  )
  return found !== undefined
}

const notYours = () =>
  new DistributionError(
    'FORBIDDEN',
    'This claim is another influencer’s. Only they and the staff of this client can act on it.',
  )

/**
 * The claim that an operation looks at: the influencer's own, or any of the client for those who may see all.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export const seenClaim = async (context: OperationContext, id: unknown): Promise<Owned> => {
  const found = await findClaim(context, id, 'claims.own')
  const { tenant, influencer } = found
  const isOwn = await isInfluencer(context, { tenant, influencer })
  if (!isOwn && !isAllowed(context.caller.standing, 'claims.read', tenant)) throw notYours()
  const [claim] = await readClaims(context.db, { tenant, ids: [found.id] })
  if (!claim) throw notFound('claim')
  return { claim, isOwn }
}

const claimFor = async (
  context: OperationContext,
  { id, command, isLocked }: { id: unknown; command: ClaimCommand; isLocked: boolean },
): Promise<Owned> => {
  const found = await findClaim(context, id, 'claims.act')
  const { tenant, influencer } = found
  const isOwn = await isInfluencer(context, { tenant, influencer })
  if (!isOwn && !isAllowed(context.caller.standing, 'claims.actForOthers', tenant)) throw notYours()
  const [claim] = await readClaims(context.db, { tenant, ids: [found.id], isLocked })
  if (!claim) throw notFound('claim')
  if (!isMove(command, claim.state)) throw refuseMove(command, claim)
  return { claim, isOwn }
}

/**
 * The claim that a command is about, held by the caller's transaction, in a state in which the command is taken.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_STATE_TRANSITION
 */
export const heldClaim = (
  context: OperationContext,
  id: unknown,
  command: ClaimCommand,
): Promise<Owned> => claimFor(context, { id, command, isLocked: true })

/**
 * The claim for which something is brought that a command will use, in a state in which that is taken. Nothing of it is
 * decided by that, so nobody waits for it.
 *
 * @throws NOT_FOUND, FORBIDDEN, INVALID_STATE_TRANSITION
 */
export const openClaim = (
  context: OperationContext,
  id: unknown,
  command: ClaimCommand,
): Promise<Owned> => claimFor(context, { id, command, isLocked: false })

const verbs: Record<ClaimCommand, string> = {
  overlays: 'given another intro or outro',
  captions: 'given other captions',
  schedule: 'scheduled',
  reschedule: 'rescheduled',
  publish: 'published',
  retry: 'tried again',
  cancel: 'cancelled',
}

const refuseMove = (command: ClaimCommand, { state, expires_at }: StandingClaim) =>
  new DistributionError(
    'INVALID_STATE_TRANSITION',
    state === 'expired'
      ? `This claim expired at ${expires_at.toISOString()}, since it was neither scheduled nor published within 24 hours. It goes out only if its influencer claims it anew.`
      : `This claim is ${state}, so it cannot be ${verbs[command]}.`,
  )
