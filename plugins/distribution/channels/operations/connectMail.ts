import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { forgetBrake } from '../../model/forgetBrake.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { seal } from '../../security/vault.ts'
import { type MailServer, openMailServer } from '../email/index.ts'
import { mailPlace } from '../openMail.ts'
import { ownedChannel } from '../ownedChannel.ts'

/** Ports on which mail servers take mail from programs. */
const ports = [25, 465, 587, 2525]

const serverInput = z
  .strictObject({
    host: z.string().trim().min(1).max(253),
    port: z.number().int().min(1).max(65_535).default(587),
    user: z.string().max(320).optional(),
    password: z.string().max(500).optional(),
  })
  .meta({
    description:
      'The mail server of the client. Left out, the one of the installation sends, where it has one.',
  })

const refuse = (path: string, message: string) =>
  new DistributionError('MAIL_SERVER_REFUSED', message, {
    details: [{ path, code: 'MAIL_SERVER_REFUSED', message }],
  })

/** Tries it at once, so that what is wrong is said here and not with the first post. */
const tryServer = async (server: MailServer, reach: Parameters<typeof openMailServer>[1]) => {
  if (!/^[\w.:[\]-]+$/.test(server.host)) {
    throw refuse('server', 'This is no name of a mail server. Give one such as smtp.example.com.')
  }
  if (!ports.includes(server.port) && !reach?.isTrusted(server.host)) {
    throw refuse('server', `Port ${server.port} is none of mail servers. Give 587 or 465.`)
  }
  const opened = await openMailServer(server, reach)
  if ('fault' in opened) throw refuse('server', opened.fault.message)
  opened.connection.quit()
}

export const connectMail = defineOperation({
  name: 'channels.connectMail',
  summary:
    'Sets by which mail server a mail channel sends: tries it at once, and keeps its name and password encrypted.',
  route: { method: 'post', path: '/channels/{id}/connect-mail' },
  input: z.strictObject({ id: idInput, server: serverInput.optional() }),
  output: z.object({
    channel: idOutput,
    server: z.string().nullable().meta({ description: 'Null where the installation’s sends.' }),
  }),
  permission: 'channels.connect',
  errors: ['CHANNEL_OF_OTHER_KIND', 'MAIL_SERVER_REFUSED'],
  // No transaction stays open for as long as a slow server takes.
  isOutward: true,
  examples: {
    usual: {
      input: {
        id: exampleIds.channel,
        server: {
          host: 'smtp.example.com',
          port: 587,
          user: 'news@marina.example',
          password: 'of-the-server',
        },
      },
      output: { channel: exampleIds.channel, server: 'smtp.example.com:587' },
    },
  },
  run: async ({ id, server }, context) => {
    const { payload, settings, req, db, now } = context
    const channel = await ownedChannel({ context, id, kind: 'email' })
    if (server) await tryServer(server, settings.receivers)
    const sealed = server
      ? seal(JSON.stringify(server), mailPlace(settings, channel), settings.encryptionKeys)
      : null
    const shown = server ? `${server.host}:${server.port}` : null
    const wasBraked = await forgetBrake({ db, channel, now })
    await payload.update({
      collection: settings.slugs.channels,
      id: channel.id,
      data: {
        email: { ...channel.email, sealed, server: shown },
        // A pause that a person has set stays theirs.
        ...(channel.state === 'suspended' && wasBraked ? { state: 'active' } : {}),
      } as never,
      depth: 0,
      req,
    })
    return { channel: channel.id, server: shown }
  },
})
