import type { DeliveryState } from '../../model/states.ts'

/** Whose page mends what a delivery waits for or failed of: its channel's, or its client's connection to Postiz. */
export type Remedy = 'channel' | 'tenant'

const ofTenant = new Set(['CONNECTION_REFUSED', 'POSTIZ_NOT_CONNECTED', 'POSTIZ_KEY_REFUSED'])

const ofChannel = new Set([
  'CHANNEL_CAP',
  'CHANNEL_DISABLED',
  'CHANNEL_NOT_CONNECTED',
  'CHANNEL_NOT_SET_UP',
  'CHANNEL_PAUSED',
  'CHANNEL_SUSPENDED',
  'CHANNEL_UNAUTHORISED',
  'MAIL_LOGIN_REFUSED',
  'MAIL_WITHOUT_RECIPIENT',
  'WEBHOOK_GONE',
  'WEBHOOK_OUT_OF_REACH',
  'WEBHOOK_REDIRECTS',
  'WEBHOOK_REFUSED',
])

const waiting: readonly DeliveryState[] = ['held', 'scheduled', 'failed']

/** Undefined where no page mends it, or nothing is to be mended any more. */
export const remedyOf = (delivery: {
  state: DeliveryState
  reasonCode?: string | null
}): Remedy | undefined => {
  const { state, reasonCode } = delivery
  if (!reasonCode || !waiting.includes(state)) return undefined
  if (ofTenant.has(reasonCode)) return 'tenant'
  return ofChannel.has(reasonCode) ? 'channel' : undefined
}
