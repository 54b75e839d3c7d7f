import { z } from 'zod'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { saveDevice } from '../saveDevice.ts'

export const registerDevice = defineOperation({
  name: 'devices.register',
  summary:
    "Registers the caller's phone or browser for push, or refreshes it. A token that was another person's becomes the caller's.",
  route: { method: 'post', path: '/devices/register' },
  input: z.strictObject({
    token: z.string().trim().min(8).max(4096),
    platform: z.enum(['android', 'ios', 'web']),
    name: z.string().trim().min(1).max(120),
  }),
  output: z.object({ id: idOutput, lastSeenAt: instantOutput }),
  permission: 'devices.register',
  errors: [],
  run: async (input, context) => {
    requireSomewhere(
      context.caller,
      'devices.register',
      'Only field agents and managers are asked to post, so only their phones are registered.',
    )
    return saveDevice({ db: context.db, user: context.caller.id, now: context.now, ...input })
  },
})
