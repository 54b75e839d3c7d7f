import { toFacts } from '../../channels/checkContent.ts'
import { findBeyondExcerpt } from '../../channels/checkExcerpt.ts'
import { mergeSettings } from '../../channels/settings/mergeSettings.ts'
import { tellBeyond } from '../../channels/tellBeyond.ts'
import type { Channel } from '../../model/channel.ts'
import type { PlanExcerpt } from '../../model/planContent.ts'
import type { Denial, Grant } from '../../plan/entitle/grant.ts'
import { channelSettingsOf, type PostRecord } from '../readPost.ts'

/** Whether the settings of a post for a channel say more than the excerpt that is permitted: a plan of it would not go out. */
export const findSettingBeyond = (
  { post, excerpt }: { post: PostRecord; excerpt: PlanExcerpt },
  channel: Channel,
  { form }: Grant,
): Denial | undefined => {
  if (form.kind === 'full') return undefined
  const settings = mergeSettings({ channel, channelSettings: channelSettingsOf(post) ?? {} })
  const { title, text, link } = post
  const beyond = findBeyondExcerpt({
    channel,
    facts: { ...toFacts(channel), settings },
    content: { title, text: text ?? '', link: link ?? null, media: [] },
    excerpt,
    form,
    title,
  })
  return beyond === undefined ? undefined : tellBeyond(beyond)
}
