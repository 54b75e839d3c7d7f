import { lockContents } from '../contents/lockContents.ts'
import { longestGapMs } from '../contents/longestGap.ts'
import { readSameContent, type SameContent } from '../contents/readSameContent.ts'
import { readSpacing } from '../contents/readSpacing.ts'
import type { ID } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'
import type { Taken } from '../plan/content/findRoom.ts'

/**
 * What a delivery has to keep its distance from: others with the same content, in the order of their times, and how far from
 * each: as far as the one of the two wants that wants more. `gapMs` is what it wants itself.
 */
export type Neighbours = {
  content: string
  gapMs: number
  isNetwork: boolean
  others: SameContent[]
}

/** The instants of neighbours, for `findRoom`. */
export const instantsOf = ({ others }: Neighbours): Taken[] =>
  others.map(({ at, gapMs }) => ({ at: at.getTime(), gapMs }))

const minute = 60_000

/**
 * From what deliveries of one tenant have to keep their distance, by their ids as text: from `from` on and for `spanMs`,
 * and as long before as that may matter. Those that nothing keeps apart are left out, and so are what waits for a person
 * though its time has gone by, and the delivery itself with its own account.
 *
 * Others that plan wait from here on, so that what is found stays so until the transaction ends.
 */
export const readNeighbours = async (args: {
  context: Pick<OperationContext, 'db' | 'settings' | 'now'>
  tenant: ID
  deliveries: DeliveryRow[]
  from: Date
  spanMs: number
}): Promise<Map<string, Neighbours>> => {
  const { context, tenant, deliveries, from, spanMs } = args
  const { db, settings, now } = context
  const ids = deliveries.map(({ id }) => id)
  // Nobody waits where nothing is kept apart.
  if ((await readSpacing({ db, tenant, deliveries: ids })).size === 0) return new Map()
  await lockContents({ db, tenant })
  const spacings = await readSpacing({ db, tenant, deliveries: ids })
  const found = new Map<string, SameContent[]>()
  const neighbours = new Map<string, Neighbours>()
  for (const row of deliveries) {
    const spacing = spacings.get(String(row.id))
    if (!spacing || spacing.content === null) continue
    const { content, isNetwork } = spacing
    const gapMs = Math.max(spacing.gapMs ?? 0, settings.sameContentMinutes * minute)
    const same =
      found.get(content) ??
      (await readSameContent({
        ...{ db, tenant, of: { content } },
        from: after(from, -longestGapMs),
        to: after(from, spanMs + longestGapMs),
      }))
    found.set(content, same)
    const others = same.flatMap((other) =>
      String(other.delivery) !== String(row.id) &&
      String(other.channel) !== String(row.channel_id) &&
      (isNetwork || other.isNetwork) &&
      (!other.isPlanned || other.at >= now)
        ? { ...other, gapMs: Math.max(gapMs, other.gapMs) }
        : [],
    )
    neighbours.set(String(row.id), { content, gapMs, isNetwork, others })
  }
  return neighbours
}
