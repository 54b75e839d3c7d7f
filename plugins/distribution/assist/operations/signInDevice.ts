import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { secretPattern } from '../../security/deviceCredential.ts'
import { hashSecret } from '../../security/hashSecret.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { deviceInput, pushTokenInput, whoseDevices } from '../deviceAnswer.ts'
import { exampleDevice, exampleSecret, exampleToken } from '../examples.ts'
import { saveDevice } from '../saveDevice.ts'

export const signInDevice = defineOperation({
  name: 'devices.signIn',
  summary:
    'Lets a phone stay logged in: after a log-in it sends a secret that it made itself, and from then on the header `Authorization: Device <id>.<secret>`, until it is revoked. Only a hash of the secret is kept.',
  description:
    'Call it once, right after `users.logIn`, with its `token`. Make the secret from a secure source of randomness and keep it in the key store of the phone before the call: a call that got no answer is repeated with the same secret, and there is one phone all the same. Send the token for push along where Firebase has given one; `devices.report` can bring it later. Then forget the password and the log-in. When a call of the phone is answered 401, it was revoked: begin again with `users.logIn`.',
  tag: 'Log in',
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
  examples: {
    usual: {
      input: {
        platform: 'android',
        name: 'Ana’s phone',
        appVersion: '1.4.0',
        notifications: 'granted',
        token: exampleToken,
        secret: exampleSecret,
      },
      output: { id: exampleIds.device, lastSeenAt: exampleDevice.lastSeenAt },
    },
  },
  run: async ({ secret, ...input }, context) => {
    requireSomewhere(context.caller, 'devices.register', whoseDevices)
    return saveDevice({
      db: context.db,
      user: context.caller.id,
      session: context.caller.session,
      credentialHash: hashSecret('device', secret),
      now: context.now,
      ...input,
    })
  },
})
