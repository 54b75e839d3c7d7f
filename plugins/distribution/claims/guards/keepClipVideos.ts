import { APIError, type CollectionBeforeDeleteHook } from 'payload'
import { dbOf, rows, sql } from '../../model/database.ts'

/**
 * The video of a clip is not deleted while there is the clip.
 *
 * @throws MEDIA_IS_CLIP (409)
 */
export const keepClipVideos: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const db = await dbOf(req)
  const found = await rows(db, sql`select 1 from postyard_clips where video_id = ${id} limit 1`)
  if (found.length === 0) return
  const message = 'This is the video of a clip. Give the clip another one first, or delete it.'
  throw new APIError(message, 409, { code: 'MEDIA_IS_CLIP' }, true)
}
