import { canonicalJson } from '../../canonicalJson.ts'
import type { ClaimOverlays, ClaimPlatform } from '../../model/claims.ts'
import { sql } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { replanClaim } from '../commands/replanClaim.ts'
import type { Owned } from '../ownedClaim.ts'
import { tellClaim } from '../tellClaim.ts'

type Args = {
  context: OperationContext
  /** Held by the caller's transaction. */
  owned: Owned
  overlays: ClaimOverlays
  captions: Partial<Record<ClaimPlatform, string>>
}

const keys = <Name extends string>(of: Partial<Record<Name, unknown>>): Name[] =>
  Object.keys(of) as Name[]

/**
 * Dresses a claim, in the caller's transaction: what it shows and says from now on. What it has planned is planned anew for
 * the same times with that, so what goes out is never what was dressed before. The same again changes nothing.
 *
 * @throws those of `replanClaim`
 */
export const redress = async ({ context, owned, overlays, captions }: Args): Promise<void> => {
  const { db, caller } = context
  const { claim, isOwn } = owned
  const before = canonicalJson([claim.overlays ?? {}, claim.captions ?? {}])
  if (before === canonicalJson([overlays, captions])) return
  await db.execute(sql`
    update postyard_claims
    set overlays = ${JSON.stringify(overlays)}::jsonb, captions = ${JSON.stringify(captions)}::jsonb,
        updated_at = clock_timestamp()
    where id = ${claim.id} and tenant_id = ${claim.tenant_id}`)
  await replanClaim({ context, claim })
  await tellClaim({
    ...{ db, type: 'dressed', claim, actor: caller.actor, isForThem: !isOwn },
    data: {
      overlays: keys(overlays).filter((name) => name === 'intro' || name === 'outro'),
      captions: keys(captions),
    },
  })
}
