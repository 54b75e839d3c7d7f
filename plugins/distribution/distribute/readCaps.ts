import { capsOf } from '../channels/caps/capsOf.ts'
import { readUse } from '../channels/caps/readUse.ts'
import type { CapRule } from '../channels/postiz/index.ts'
import type { Channel } from '../model/channel.ts'
import type { Db, ID } from '../model/database.ts'
import { countWithin, judgeCap } from '../plan/caps/judgeCap.ts'

/** How full a channel is at a time: of the cap that leaves the least room. */
export type CapState = Pick<CapRule, 'posts' | 'hours' | 'source' | 'checkedOn'> & {
  used: number
  /** When it has room again, in ISO 8601; null where it has. */
  nextAt: string | null
}

/** How full these channels of one tenant are for a post at `at`, by their ids; those without a cap are left out. */
export const readCaps = async (args: {
  db: Db
  tenant: ID
  channels: Channel[]
  at: Date
}): Promise<Map<string, CapState>> => {
  const { at } = args
  const uses = await readUse(args)
  return new Map(
    args.channels.flatMap((channel) => {
      const caps = capsOf(channel)
      const taken = uses.flatMap((use) =>
        String(use.channel) === String(channel.id) ? use.at : [],
      )
      const full = judgeCap({ caps, taken, at })
      const counted = caps.map((cap) => ({ cap, used: countWithin({ cap, taken, at }) }))
      const [tightest] = counted.toSorted((a, b) => a.cap.posts - a.used - (b.cap.posts - b.used))
      if (!tightest) return []
      const { cap, used } = full ?? tightest
      const { posts, hours, source, checkedOn } = cap
      const state = { posts, hours, source, checkedOn, used }
      return [
        [String(channel.id), { ...state, nextAt: full?.nextAt.toISOString() ?? null }] as const,
      ]
    }),
  )
}
