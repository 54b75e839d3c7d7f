import type { Content, DirectOutcome, MediaFile } from '../../channels/adapter.ts'
import { fileToSend } from '../../channels/fileToSend.ts'
import { openEndpoint } from '../../channels/openEndpoint.ts'
import {
  callEndpoint,
  checkFlat,
  composeBody,
  composeFlat,
  type Endpoint,
  type Verdict,
} from '../../channels/webhook/index.ts'
import { after } from '../../model/deadlines.ts'
import { signLink } from '../../security/signedLinks.ts'
import type { Loaded } from '../loadDelivery.ts'
import { isLastAttempt } from './moveOf.ts'
import type { Sender, Sent } from './sender.ts'

/** For how long a receiver may fetch the files of a post, in milliseconds. */
const linkMs = 7 * 24 * 60 * 60_000

/** The same for every attempt of a delivery: by it a receiver knows what it has already. */
export const messageId = (delivery: number | string): string => `post_${delivery}`

const composeMessage = (
  { payload, settings, row, facts }: Loaded,
  content: Content,
  now: Date,
): string => {
  const expiresAt = after(now, linkMs)
  const root = `${settings.serverUrl}${payload.config.routes.api}/files`
  const toUrl = (file: MediaFile): string =>
    `${root}/${signLink({ file: file.id, tenant: row.tenant_id }, expiresAt, settings.linkSecret, 'receiver')}`
  if (facts.isFlat) {
    return JSON.stringify(composeFlat({ content, toFile: toUrl, key: messageId(row.id) }))
  }
  const toFile = (file: MediaFile) => ({
    ...fileToSend(file),
    alt: file.alt ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    url: toUrl(file),
    expiresAt: expiresAt.toISOString(),
  })
  const { data, ...body } = composeBody({ channel: facts, content, toFile })
  return JSON.stringify({
    ...body,
    timestamp: row.scheduled_at.toISOString(),
    data: { delivery: row.id, plan: row.plan_id, post: row.post_id, ...data },
  })
}

type Refusal = Extract<Verdict, { kind: 'refused' }>

/**
 * What may have arrived is sent again under the same id, by which the receiver knows it; only what stays in doubt after the
 * last attempt is a person's to decide.
 */
const toOutcome = (refusal: Refusal, row: Loaded['row']): DirectOutcome => {
  const { code, message, retryAfterMs, answer, mayHaveArrived } = refusal
  if (refusal.isPermanent) return { kind: 'failed', code, message, answer }
  if (mayHaveArrived && isLastAttempt(row)) return { kind: 'unknown', code, message, answer }
  const again = mayHaveArrived ? ' The same message goes out again, under the same id.' : ''
  return {
    kind: 'retry',
    code,
    message: `${message}${again}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    // Should it be cancelled before it goes out again, that is what is known of it.
    answer: mayHaveArrived ? { ...answer, meta: { ...answer.meta, mayHaveArrived } } : answer,
  }
}

const judge = (verdict: Verdict, { row, channel }: Loaded): Sent => {
  if (verdict.kind === 'refused') {
    const { isOfTheWay, isThrottled, retryAfterMs } = verdict
    return {
      outcome: toOutcome(verdict, row),
      ...(isOfTheWay ? { health: { isWell: false, isThrottled, retryAfterMs } } : {}),
    }
  }
  const { message, answer } = verdict
  const id = messageId(row.id)
  return {
    outcome: channel.webhook?.isOneWay
      ? { kind: 'dispatched', message, answer }
      : { kind: 'published', message, externalId: id, answer },
    health: { isWell: true },
  }
}

const sendTo =
  (endpoint: Endpoint): Extract<Awaited<ReturnType<Sender['open']>>, { kind: 'opened' }>['send'] =>
  async ({ loaded, content, now, signal }) => {
    const { settings, row, facts } = loaded
    // Its channel may have turned to flat bodies since it was planned.
    const [refusal] = facts.isFlat ? checkFlat(content) : []
    if (refusal) {
      const { code, message } = refusal
      return { outcome: { kind: 'failed', code, message, answer: {} } }
    }
    const verdict = await callEndpoint({
      endpoint,
      id: messageId(row.id),
      body: composeMessage(loaded, content, now()),
      timeoutMs: settings.webhookTimeoutMs,
      reach: settings.receivers,
      now,
      signal,
    })
    return judge(verdict, loaded)
  }

/** Hands a post to a program: one request, whose answer is the receipt. */
export const webhookSender: Sender = {
  longestMs: ({ settings }) => settings.webhookTimeoutMs,
  open: async ({ payload, settings, channel }) => {
    const opened = openEndpoint({ payload, settings, channel })
    if ('reason' in opened) return { kind: 'closed', reason: opened.reason }
    return { kind: 'opened', send: sendTo(opened.endpoint) }
  },
}
