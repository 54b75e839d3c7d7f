import type { RemoteState } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import type { Loaded } from './loadDelivery.ts'
import { isTimeout, tryAgain } from './tryAgain.ts'

/** A draft of a delivery, by its id where that is known, else by the instant under which it is filed. */
export type LookedFor = { loaded: Loaded; draft: { draftAt: Date; draftId?: string | null } }

/**
 * Reads where drafts of one tenant stand, with one look for all, made again where it failed for a moment; a Postiz that
 * hangs has had its time. Returns the states by delivery id as text.
 */
export const lookAtDrafts = async (
  connection: PostizConnection | undefined,
  drafts: LookedFor[],
): Promise<Map<string, RemoteState>> => {
  if (drafts.length === 0 || !connection) return new Map()
  const looked = await tryAgain(
    async () => {
      const states = await postizChannel.lookMany({
        connection,
        drafts: drafts.map(({ loaded, draft }) => ({
          channel: loaded.facts,
          draftAt: draft.draftAt,
          draftId: draft.draftId,
          reference: String(loaded.row.id),
        })),
      })
      const failed = states.every((state) => state.kind === 'unreachable') ? states[0] : undefined
      return { ...(failed ?? { kind: 'seen' }), states }
    },
    (result) => result.kind === 'unreachable' && !isTimeout(result),
  )
  return new Map(
    drafts.map(({ loaded }, index) => [String(loaded.row.id), looked.states[index] as RemoteState]),
  )
}
