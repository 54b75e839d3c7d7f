import type { Payload } from 'payload'
import type { Reason } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { Settings } from '../options.ts'
import type { Reach } from '../security/reach.ts'
import { placeOf } from '../security/sealedFields.ts'
import { unseal } from '../security/vault.ts'
import type { MailServer, Sender } from './email/index.ts'

/** Where the mail server of a client is sealed to. */
export const mailPlace = (settings: Settings, { id, tenant }: { id: ID; tenant: ID }) =>
  placeOf({ settings, field: 'email.sealed', tenant, document: id })

export type OpenedMail = {
  server: MailServer
  sender: Sender
  /** Where the server may be: a client names its own, the installation's is no client's to choose. */
  reach: Reach | undefined
}

type Args = {
  payload: Payload
  settings: Settings
  channel: Pick<Channel, 'id' | 'tenant' | 'name' | 'email'>
}

const notSetUp = (name: string, what: string): { reason: Reason } => ({
  reason: {
    code: 'CHANNEL_NOT_SET_UP',
    message: `${name} ${what} on its page, then publish this now.`,
  },
})

/** By which server a mail channel sends, and as whom; or why that cannot be told. */
export const openMail = (args: Args): { opened: OpenedMail } | { reason: Reason } => {
  const { payload, settings, channel } = args
  const { email } = channel
  const own = settings.mail
  if (!email?.sealed) {
    if (!own) return notSetUp(channel.name, 'has no mail server. Connect one')
    // By a server that many share nobody writes as somebody else: answers go to the client all the same.
    const sender = {
      ...senderOf(email, own.from),
      replyTo: email?.replyTo || email?.fromAddress,
    }
    return { opened: { server: own.server, sender, reach: undefined } }
  }
  if (!email.fromAddress) {
    return notSetUp(channel.name, 'has no address of its sender. Give one')
  }
  try {
    const text = unseal(email.sealed, mailPlace(settings, channel), settings.encryptionKeys)
    const server = JSON.parse(text) as MailServer
    return {
      opened: {
        server,
        sender: { ...senderOf(email, email.fromAddress), bouncesTo: email.bouncesTo },
        reach: settings.receivers,
      },
    }
  } catch (err) {
    payload.logger.error({ err, msg: 'A mail server cannot be read.', channel: channel.id })
    return {
      reason: {
        code: 'CONNECTION_UNREADABLE',
        message: `The mail server of ${channel.name} cannot be decrypted. Put the key it was encrypted with back into the ring, or connect it anew; then publish this now.`,
      },
    }
  }
}

const senderOf = (email: Channel['email'], address: string): Sender => ({
  address,
  name: email?.fromName,
  replyTo: email?.replyTo,
})
