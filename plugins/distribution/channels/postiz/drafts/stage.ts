import type { StagedChannel } from '../../adapter.ts'
import type { PostizConnection } from '../api/connection.ts'
import { prepare } from './prepare.ts'
import { stageMany } from './stageMany.ts'

/**
 * Uploads the media and creates one draft, filed under `draftAt` (to the ms) and marked with `reference` in its
 * settings.
 *
 * - `unknown`: the draft may exist; `look` for it by `draftAt` and adopt what is found
 * - `retry`: certainly no draft. A failed upload is always this or `failed`; `POSTIZ_DATE_PAST` asks for a new
 *   `draftAt`
 * - `failed`: certainly no draft. All codes of `check`, those of `readError`, `CHANNEL_NOT_CONNECTED`
 */
export const stage: StagedChannel<PostizConnection>['stage'] = async ({
  connection,
  draftAt,
  isUrgent = false,
  signal,
  ...one
}) => {
  const prepared = await prepare({ ...one, connection, signal })
  if (prepared.kind !== 'prepared') return prepared
  const posts = [prepared.post]
  const staged = await stageMany({ connection, posts, draftAt, isUrgent, signal })
  if (staged.kind === 'refused') {
    const { code, message, answer } = staged
    return { kind: 'failed', code, message, answer }
  }
  if (staged.kind !== 'staged') return staged
  const [draftId] = staged.draftIds
  const { answer } = staged
  if (draftId !== undefined) return { kind: 'staged', draftId, answer }
  const message = 'Postiz took the draft, but did not name it. It is looked up.'
  return { kind: 'unknown', code: 'POSTIZ_ANSWER_UNREADABLE', message, answer }
}
