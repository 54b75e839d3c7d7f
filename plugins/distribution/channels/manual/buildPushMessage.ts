import { createHash } from 'node:crypto'
import type {
  AndroidConfig,
  ApnsConfig,
  Notification,
  WebpushConfig,
} from 'firebase-admin/messaging'
import { DistributionError } from '../../errors.ts'

/** FCM refuses more than 4,096 bytes; the difference is left for what FCM itself adds. */
export const maxPushBytes = 4_000

/** FCM keeps a message for 28 days at most. */
const maxTtlSeconds = 28 * 24 * 60 * 60

/** https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages, `data` (2026-11). */
const reservedDataKey = /^(from|message_type|gcm|notification|google\..*|gcm\..*)$/

export type PushContent = {
  /** What the phone shows, whether or not its app is running. */
  notification: { title: string; body: string }
  /** Ids only: no caption, nothing secret. */
  data: Record<string, string>
  /** Seconds after which it's no longer worth delivering; 0 means now or never. */
  ttlSeconds: number
  /** A later push with this key takes the place of an earlier one, on its way and on the screen. */
  collapseKey: string
  /** Opened by a tap where the browser shows the push. FCM takes `https` only; any other is left out. */
  link?: string
}

export type PushMessage = {
  notification: Notification
  data: Record<string, string>
  android: AndroidConfig
  apns: ApnsConfig
  webpush: WebpushConfig
}

type Args = { content: PushContent; now: number }

/**
 * The message as FCM takes it, with the time to live and the collapse key told to each kind of phone in its own
 * words. `now` is in ms since 1970.
 *
 * An Android phone that is offline is kept at most four collapse keys, so the app reads all of its tasks when it
 * wakes, not only those it was told of.
 * @throws DistributionError PAYLOAD_TOO_LARGE above 4,000 bytes of notification, data and link;
 *   INVALID_INPUT for a data key that FCM keeps to itself or a time to live that is not a number of seconds.
 */
export function buildPushMessage({ content, now }: Args): PushMessage {
  refuseWhatFcmRefuses(content)
  const { notification, data, collapseKey, link } = content
  const ttl = Math.min(Math.floor(content.ttlSeconds), maxTtlSeconds)
  return {
    notification: { title: notification.title, body: notification.body },
    data,
    android: {
      priority: 'high',
      ttl: ttl * 1000,
      collapseKey,
      notification: { tag: collapseKey, defaultSound: true },
    },
    apns: {
      headers: {
        'apns-priority': '10',
        'apns-expiration': ttl === 0 ? '0' : String(Math.floor(now / 1000) + ttl),
        'apns-collapse-id': shortKey(collapseKey, 64),
      },
      payload: { aps: { sound: 'default', threadId: collapseKey } },
    },
    webpush: {
      headers: { TTL: String(ttl), Urgency: 'high', Topic: topicOf(collapseKey) },
      notification: { tag: collapseKey, renotify: true },
      ...(link?.startsWith('https://') ? { fcmOptions: { link } } : {}),
    },
  }
}

function refuseWhatFcmRefuses({ notification, data, ttlSeconds, link }: PushContent): void {
  if (!Number.isFinite(ttlSeconds) || ttlSeconds < 0)
    throw new DistributionError(
      'INVALID_INPUT',
      `A push can live for 0 seconds or more, not for ${ttlSeconds}: give the seconds until its deadline.`,
    )
  const reserved = Object.keys(data).find((key) => reservedDataKey.test(key))
  if (reserved)
    throw new DistributionError(
      'INVALID_INPUT',
      `The data key "${reserved}" belongs to FCM: give it another name.`,
    )
  const bytes = Buffer.byteLength(JSON.stringify({ notification, data, link }))
  if (bytes > maxPushBytes)
    throw new DistributionError(
      'PAYLOAD_TOO_LARGE',
      `A push may be ${maxPushBytes} bytes at most and this one is ${bytes}: shorten its text, and send ids in its data only.`,
    )
}

/** Apple takes 64 bytes of any text. */
const shortKey = (key: string, bytes: number): string =>
  Buffer.byteLength(key) <= bytes ? key : topicOf(key)

/** Web push takes 32 characters of the alphabet of base64url (RFC 8030, section 5.4). */
const topicOf = (key: string): string =>
  /^[\w-]{1,32}$/.test(key)
    ? key
    : createHash('sha256').update(key).digest('base64url').slice(0, 32)
