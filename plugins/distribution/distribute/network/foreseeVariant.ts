import type { z } from 'zod'
import type { Content } from '../../channels/adapter.ts'
import { judgeContent } from '../../channels/judgeContent.ts'
import { transformFor } from '../../channels/transform/index.ts'
import type { Channel } from '../../model/channel.ts'
import { toVariationAnswer } from '../variationAnswer.ts'
import type { OpenVariation } from './openVariation.ts'
import type { variantOutput } from './previewOutput.ts'
import type { openRefusals } from './refuseVariants.ts'

/**
 * What one channel of a network plan would say, as it would be shown there, and what keeps that or another variant from it.
 *
 * @param channel with the settings that hold for the post
 */
export const foreseeVariant = (args: {
  variation: OpenVariation
  channel: Channel
  shown: Content
  refusalsOn: ReturnType<typeof openRefusals>
}): z.input<typeof variantOutput> => {
  const { variation, channel, shown, refusalsOn } = args
  const { id, name, platform, kind } = channel
  const content = variation.contentFor(channel, shown)
  const sent = transformFor(channel, content)
  const { preview, bold, count, limit, parts } = judgeContent(channel, sent.content)
  return {
    channel: id,
    ...{ name, platform, kind, preview, bold, count },
    ...(limit === undefined ? {} : { limit }),
    title: sent.content.title,
    parts: parts.map((part, index) => ({
      ...part,
      delayMinutes: sent.content.parts?.[index]?.delayMinutes ?? 0,
    })),
    changes: sent.changes,
    refusals: refusalsOn(channel),
    variation: toVariationAnswer(variation.variationOf(id)),
  }
}
