import { z } from 'zod'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { deviceInput, pushTokenInput, whoseDevices } from '../deviceAnswer.ts'
import { saveDevice } from '../saveDevice.ts'

export const registerDevice = defineOperation({
  name: 'devices.register',
  summary:
    "Registers the caller's phone or browser for push, or refreshes it. A token that was another person's becomes the caller's.",
  route: { method: 'post', path: '/devices/register' },
  input: z.strictObject({ ...deviceInput, token: pushTokenInput }),
  output: z.object({ id: idOutput, lastSeenAt: instantOutput }),
  permission: 'devices.register',
  errors: [],
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
