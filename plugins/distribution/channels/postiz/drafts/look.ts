import type { RemoteState, StagedChannel } from '../../adapter.ts'
import type { PostizConnection } from '../api/connection.ts'
import { lookMany } from './lookMany.ts'

/**
 * Reads where a staged post stands, and why it failed where it did. It changes nothing and costs no counted
 * request.
 *
 * Found by `draftAt` and the channel's integration; where `draftId` is given, by that id alone, wherever in
 * time somebody has moved it inside Postiz. Without one, a draft that was edited there is found by its `reference`, which
 * tells it from what people have written for the same second. `absent` is certain for a draft whose id is known; without one, a
 * slow request may still create it (wait longer than a minute after staging).
 */
export const look: StagedChannel<PostizConnection>['look'] = async ({
  connection,
  signal,
  ...draft
}) => {
  const [state] = await lookMany({ connection, drafts: [draft], signal })
  return state as RemoteState
}
