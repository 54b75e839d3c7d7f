import type { Payload } from 'payload'
import type { Content } from '../channels/adapter.ts'
import { readMedia } from '../media/openMedia.ts'
import type { ID } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { Settings } from '../options.ts'
import { DistributionError } from '../errors.ts'

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
}): Promise<Content> => {
  const { payload, settings, tenant } = args
  const plan = (await payload.findByID({
    collection: settings.slugs.plans,
    id: args.plan,
    depth: 0,
  })) as unknown as { content: PlanContent }
  const { title, text, link, media, rendition } = plan.content
  const made = rendition === null ? [] : [await renditionFile({ payload, settings, id: rendition })]
  const ids = [...made, ...media]
  const files = await readMedia({ payload, settings, tenant, ids })
  if (files.length !== ids.length) throw mediaGone()
  return { title, text, link, media: files }
}

const renditionFile = async (args: {
  payload: Payload
  settings: Settings
  id: ID
}): Promise<ID> => {
  const rendition = (await args.payload.findByID({
    collection: args.settings.slugs.renditions,
    id: args.id,
    depth: 0,
  })) as unknown as { file?: ID | null }
  if (rendition.file === null || rendition.file === undefined) throw mediaGone()
  return rendition.file
}

/** A file that the plan froze is not there any more: no further attempt would find it. */
const mediaGone = () =>
  new DistributionError(
    'MEDIA_MISSING',
    'A picture or video of this post was removed. Put it back, then distribute the post again.',
  )

export const isMediaGone = (error: unknown): error is DistributionError =>
  error instanceof DistributionError && error.code === 'MEDIA_MISSING'
