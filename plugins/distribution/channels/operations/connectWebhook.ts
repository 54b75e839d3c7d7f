import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { webhookForms } from '../../model/channel.ts'
import { forgetBrake } from '../../model/forgetBrake.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { seal } from '../../security/vault.ts'
import { endpointPlace, openEndpoint } from '../openEndpoint.ts'
import { ownedChannel } from '../ownedChannel.ts'
import { checkAddress, checkHeaders, type Endpoint, overlapMs, rotate } from '../webhook/index.ts'

/** `whsec_` and 24 to 64 bytes in base64, as Standard Webhooks 1.0 has it. */
const secretInput = z
  .string()
  .max(200)
  .regex(
    /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    'Give whsec_ and 24 to 64 bytes in base64.',
  )

const headerInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  value: z.string().max(2_000),
})

const refuseField = (path: string, message: string) =>
  new DistributionError('WEBHOOK_REFUSED', message, {
    details: [{ path, code: 'WEBHOOK_REFUSED', message }],
  })

export const connectWebhook = defineOperation({
  name: 'channels.connectWebhook',
  summary:
    'Sets where a webhook channel sends to, with what headers, and the secret that signs. What is left out stays as it is. All of it is kept encrypted and never told again; a secret that is replaced signs beside the new one for a day.',
  route: { method: 'post', path: '/channels/{id}/connect-webhook' },
  input: z.strictObject({
    id: idInput,
    url: z.string().trim().min(1).max(2_000).optional(),
    secret: secretInput.optional().meta({ description: 'Give a new one to replace the present.' }),
    headers: z.array(headerInput).max(20).optional().meta({
      description:
        'Besides those of Postyard; they replace all that there were. Another host gets none of those of the one before.',
    }),
    body: z.enum(webhookForms).optional().meta({
      description:
        'What the receiver gets: `signed`, the whole post with a signature, which is how it begins; `flat`, its few fields as one flat object, for receivers such as scenarios of Make.com, which check a key in a header. A flat one needs no secret, and is one-way unless something else is said.',
    }),
    isOneWay: z.boolean().optional().meta({
      description:
        'The receiver only passes posts on and cannot know whether they are live: they end as dispatched, not as published.',
    }),
  }),
  output: z.object({
    channel: idOutput,
    host: z.string(),
    headerNames: z.array(z.string()),
    body: z.enum(webhookForms),
    isOneWay: z.boolean(),
    secretSince: instantOutput.nullable().meta({ description: 'Null where nothing is signed.' }),
    oldSecretUntil: instantOutput
      .nullable()
      .meta({ description: 'Until when the secret before the present one signs too.' }),
  }),
  permission: 'channels.connect',
  errors: ['CHANNEL_OF_OTHER_KIND', 'WEBHOOK_REFUSED'],
  examples: {
    usual: {
      input: {
        id: exampleIds.channel,
        url: 'https://receiver.example/posts',
        secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=',
        headers: [{ name: 'Authorization', value: 'Bearer of-the-receiver' }],
      },
      output: {
        channel: exampleIds.channel,
        host: 'receiver.example',
        headerNames: ['Authorization'],
        body: 'signed',
        isOneWay: false,
        secretSince: '2026-11-22T14:30:00.000Z',
        oldSecretUntil: null,
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, req, db, now } = context
    const channel = await ownedChannel({ context, id: input.id, kind: 'webhook' })
    const opened = openEndpoint({ payload, settings, channel })
    const before = 'endpoint' in opened ? opened.endpoint : undefined
    const url = input.url ?? before?.url
    if (url === undefined) throw refuseField('url', 'Give the address of the receiver.')
    const wrongUrl = checkAddress(url, settings.receivers)
    if (wrongUrl) throw refuseField('url', wrongUrl)
    // Else whoever may connect could have a secret header sent to a host of their own, and read it there.
    const isElsewhere = before !== undefined && new URL(before.url).origin !== new URL(url).origin
    const headers = input.headers ?? (isElsewhere ? [] : (before?.headers ?? []))
    const wrongHeaders = checkHeaders(headers)
    if (wrongHeaders) throw refuseField('headers', wrongHeaders)
    const secrets = input.secret
      ? rotate(before?.secrets ?? [], input.secret, now)
      : (before?.secrets ?? [])
    const known = channel.webhook
    const body = input.body ?? known?.body ?? 'signed'
    if (secrets.length === 0 && body === 'signed') {
      throw refuseField('secret', 'Give a secret, with which the receiver checks who sent a post.')
    }
    const endpoint: Endpoint = { url, headers, secrets }
    const isNew = secrets.length > 0 && secrets !== before?.secrets
    const turnsFlat = body === 'flat' && known?.body !== 'flat'
    const shown = {
      host: new URL(url).host,
      headerNames: headers.map(({ name }) => name),
      body,
      isOneWay: input.isOneWay ?? (turnsFlat || (known?.isOneWay ?? false)),
      secretSince: isNew ? now.toISOString() : (known?.secretSince ?? null),
      oldSecretUntil: isNew
        ? secrets.length > 1
          ? new Date(now.getTime() + overlapMs).toISOString()
          : null
        : (known?.oldSecretUntil ?? null),
    }
    const sealed = seal(
      JSON.stringify(endpoint),
      endpointPlace(settings, channel),
      settings.encryptionKeys,
    )
    const isAnother = input.url !== undefined
    const wasBraked = isAnother && (await forgetBrake({ db, channel, now }))
    // A pause that a person has set stays theirs.
    const isOwnPause = channel.state === 'suspended' && !wasBraked
    await payload.update({
      collection: settings.slugs.channels,
      id: channel.id,
      data: {
        webhook: { ...shown, sealed },
        // A receiver that was gone is another one now.
        ...(isAnother && !isOwnPause && channel.state !== 'removed' ? { state: 'active' } : {}),
      } as never,
      depth: 0,
      req,
    })
    return { channel: channel.id, ...shown }
  },
})
