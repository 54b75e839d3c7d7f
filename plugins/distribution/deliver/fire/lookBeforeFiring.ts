import type { RemoteState } from '../../channels/adapter.ts'
import type { PostizConnection } from '../../channels/postiz/index.ts'
import { type LookedFor, lookAtDrafts } from '../lookAtDrafts.ts'
import { inPatience, noteAnswer, noteSilence } from '../silence.ts'
import { isTimeout } from '../tryAgain.ts'

type Args = { connection: PostizConnection; drafts: LookedFor[]; now: () => Date }

/**
 * Reads where drafts of one tenant stand that are due, by delivery id as text. Others wait for it: it takes little time,
 * once more where the first request got lost; a Postiz that does not answer then either is left alone for a while.
 */
export const lookBeforeFiring = async (args: Args): Promise<Map<string, RemoteState>> => {
  const { drafts, now } = args
  const [first] = drafts
  if (!first) return new Map()
  const begunAt = now()
  const connection = inPatience(first.loaded, args.connection, begunAt)
  const look = () => lookAtDrafts(connection, drafts)
  const hangs = (looked: Map<string, RemoteState>) => [...looked.values()].every(isTimeout)
  const looked = await look().then((once) => (hangs(once) ? look() : once))
  if (hangs(looked)) noteSilence(first.loaded, { begunAt, now: now() })
  else noteAnswer(first.loaded, { begunAt, now: now() })
  return looked
}
