import { findRules } from '../../channels/postiz/index.ts'
import type { Channel } from '../../model/channel.ts'
import { readLabels, type Values } from '../../plan/vary/index.ts'

/** What stands in the place of the variables of a template for one channel. */
export const valuesOf = (
  channel: Channel,
  { client, title }: { client: string; title: string },
): Values => ({
  'channel.name': channel.name,
  'channel.account': channel.accountName ?? '',
  'channel.profile': channel.profile ?? '',
  'channel.platform': findRules(channel.platform)?.name ?? channel.platform,
  'channel.language': channel.language ?? '',
  'client.name': client,
  'post.title': title,
  labels: readLabels(channel.labels ?? []),
})
