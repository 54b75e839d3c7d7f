import { type Obstacle, obstacle } from '../fire/obstacle.ts'
import type { Loaded } from '../loadDelivery.ts'
import { passBrake } from './passBrake.ts'

export type Judged = { loaded: Loaded; held: Obstacle | undefined }

type Args = {
  due: Loaded[]
  /** What else keeps one. */
  others: (loaded: Loaded) => Obstacle | undefined
  now: Date
}

/** One of them tries an account that was left alone, where nothing else keeps it. */
const judgeSuspended = async (
  loaded: Loaded,
  { others, now }: Args,
): Promise<Obstacle | undefined> => {
  const well = { ...loaded, channel: { ...loaded.channel, state: 'active' as const } }
  const late = obstacle(well, now) ?? others(loaded)
  if (late) return late
  const probing = await passBrake(loaded, now)
  return probing === 'passes' ? undefined : (probing ?? obstacle(loaded, now))
}

/** Why deliveries that are due do not go out now; nothing is asked for those whose channels are well. */
export const judgeDue = async (args: Args): Promise<Judged[]> => {
  const { due, others, now } = args
  const judged: Judged[] = []
  for (const loaded of due) {
    const held =
      loaded.channel.state === 'suspended'
        ? await judgeSuspended(loaded, args)
        : (obstacle(loaded, now) ?? others(loaded))
    judged.push({ loaded, held })
  }
  return judged
}
