import type { Endpoint, PayloadHandler } from 'payload'
import type { Channel } from '../model/channel.ts'
import { type ID, parseId, poolOf } from '../model/database.ts'
import { findReader, stopMails } from '../model/mailStops.ts'
import { answerError } from '../problem.ts'
import { readUnsubscribeToken } from '../security/unsubscribeToken.ts'
import { settingsOf } from '../settings.ts'

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const page = (body: string, status = 200): Response =>
  new Response(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Unsubscribe</title></head><body style="font:16px/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem">${body}</body></html>`,
    {
      status,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
    },
  )

const unknown = () => page('<p>This link is not one of ours. Use the one in the mail.</p>', 404)

/** Whose link it is, and from which list. */
const readReader = async (req: Parameters<PayloadHandler>[0]) => {
  const { payload } = req
  const settings = settingsOf(payload)
  const read = readUnsubscribeToken(String(req.routeParams?.token ?? ''), settings.linkSecret)
  const id = parseId(payload, read?.channel)
  if (!read || id === undefined) return undefined
  const channel = (await payload.findByID({
    collection: settings.slugs.channels,
    id,
    depth: 0,
    disableErrors: true,
    req,
  })) as unknown as (Channel & { tenant: ID }) | null
  const address =
    channel && (await findReader({ db: poolOf(payload), channel, reader: read.reader }))
  return channel && address ? { channel, address } : undefined
}

/** Asks only: programs that look into links must not unsubscribe anybody. */
const ask: PayloadHandler = async (req) => {
  try {
    const reader = await readReader(req)
    if (!reader) return unknown()
    return page(
      `<p>${escapeText(reader.address)} gets mails from ${escapeText(reader.channel.email?.fromName || reader.channel.name)}.</p><form method="post"><button style="font:inherit;padding:.6rem 1rem">Unsubscribe</button></form>`,
    )
  } catch (error) {
    return answerError(error, req)
  }
}

/** The one click of RFC 8058, by a mail program or by the button; whatever its body says. */
const unsubscribe: PayloadHandler = async (req) => {
  try {
    const reader = await readReader(req)
    if (!reader) return unknown()
    const { channel, address } = reader
    await stopMails({
      db: poolOf(req.payload),
      tenant: channel.tenant,
      channel: channel.id,
      address,
      reason: 'unsubscribed',
      now: new Date(),
    })
    return page(`<p>Done. ${escapeText(address)} gets no more of these mails.</p>`)
  } catch (error) {
    return answerError(error, req)
  }
}

/** Where readers of mails say that they want no more, without a log-in. */
export const unsubscribeEndpoints: Endpoint[] = [
  { path: '/unsubscribe/:token', method: 'get', handler: ask },
  { path: '/unsubscribe/:token', method: 'post', handler: unsubscribe },
]
