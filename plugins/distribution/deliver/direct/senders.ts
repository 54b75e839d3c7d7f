import type { DirectKind } from '../../model/channel.ts'
import { emailSender } from './emailSender.ts'
import { feedSender } from './feedSender.ts'
import type { Sender } from './sender.ts'
import { webhookSender } from './webhookSender.ts'

export const senders: Record<DirectKind, Sender> = {
  webhook: webhookSender,
  feed: feedSender,
  email: emailSender,
}
