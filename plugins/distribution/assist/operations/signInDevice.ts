import { z } from 'zod'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { hashSecret, secretPattern } from '../../security/deviceCredential.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { deviceInput, pushTokenInput, whoseDevices } from '../deviceAnswer.ts'
import { saveDevice } from '../saveDevice.ts'

export const signInDevice = defineOperation({
  name: 'devices.signIn',
  summary:
    'Lets a phone stay logged in: after a log-in it sends a secret that it made itself, and from then on the header `Authorization: Device <id>.<secret>`, until it is revoked. Only a hash of the secret is kept.',
  route: { method: 'post', path: '/devices/sign-in' },
  input: z.strictObject({
    ...deviceInput,
    token: pushTokenInput.optional(),
    secret: z
      .string()
      .regex(secretPattern, 'Make a secret of at least 32 random bytes, in base64url.')
      .meta({ description: 'At least 32 random bytes in base64url, kept on the phone alone.' }),
  }),
  output: z.object({ id: idOutput, lastSeenAt: instantOutput }),
  permission: 'devices.register',
  errors: [],
  run: async ({ secret, ...input }, context) => {
    requireSomewhere(context.caller, 'devices.register', whoseDevices)
    return saveDevice({
      db: context.db,
      user: context.caller.id,
      session: context.caller.session,
      credentialHash: hashSecret(secret),
      now: context.now,
      ...input,
    })
  },
})
