import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { deviceInput, pushTokenInput, whoseDevices } from '../deviceAnswer.ts'
import { exampleDevice, exampleToken } from '../examples.ts'
import { saveDevice } from '../saveDevice.ts'

export const registerDevice = defineOperation({
  name: 'devices.register',
  summary:
    "Registers the caller's phone or browser for push, or refreshes it. A token that was another person's becomes the caller's.",
  description:
    'For browsers, which stay logged in by their cookie: call it when Firebase gives a token, and when it gives another. An app that has signed in with `devices.signIn` uses `devices.report`.',
  tag: 'Push',
  route: { method: 'post', path: '/devices/register' },
  input: z.strictObject({ ...deviceInput, token: pushTokenInput }),
  output: z.object({ id: idOutput, lastSeenAt: instantOutput }),
  permission: 'devices.register',
  errors: [],
  examples: {
    usual: {
      input: { platform: 'web', name: 'Firefox on Ana’s laptop', token: exampleToken },
      output: { id: exampleIds.device, lastSeenAt: exampleDevice.lastSeenAt },
    },
  },
  run: async (input, context) => {
    requireSomewhere(context.caller, 'devices.register', whoseDevices)
    return saveDevice({
      db: context.db,
      user: context.caller.id,
      session: context.caller.session,
      now: context.now,
      ...input,
    })
  },
})
