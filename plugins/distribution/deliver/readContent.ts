import type { Payload, PayloadRequest } from 'payload'
import type { Content } from '../channels/adapter.ts'
import { DistributionError } from '../errors.ts'
import { readMedia } from '../media/openMedia.ts'
import { dbOf, type ID, poolOf, rows, sql } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { Settings } from '../options.ts'

/**
 * What the plan froze, with its files.
 *
 * @throws where a file that the plan froze is gone
 */
export const readContent = async (args: {
  payload: Payload
  settings: Settings
  tenant: ID
  plan: ID
  /** With it, reads inside its transaction. */
  req?: PayloadRequest
}): Promise<Content> => {
  const { payload, settings, tenant, req } = args
  const [plan] = await rows<{ content: PlanContent; file_id: ID | null }>(
    req ? await dbOf(req) : poolOf(payload),
    sql`
      select p.content, r.file_id
      from postyard_plans p
      left join postyard_renditions r
        on r.id::text = p.content->>'rendition' and r.tenant_id = p.tenant_id
      where p.id = ${args.plan} and p.tenant_id = ${tenant}`,
  )
  if (!plan) throw new Error('The plan of this delivery is gone.')
  const { title, text, link, media, rendition } = plan.content
  if (rendition !== null && plan.file_id === null) throw mediaGone()
  const made = plan.file_id === null ? [] : [plan.file_id]
  const ids = [...made, ...media]
  const files = await readMedia({ payload, settings, tenant, ids, req })
  if (files.length !== ids.length) throw mediaGone()
  return { title, text, link, media: files }
}

/** A file that the plan froze is not there any more: no further attempt would find it. */
const mediaGone = () =>
  new DistributionError(
    'MEDIA_MISSING',
    'A picture or video of this post was removed. Put it back, then distribute the post again.',
  )

export const isMediaGone = (error: unknown): error is DistributionError =>
  error instanceof DistributionError && error.code === 'MEDIA_MISSING'
