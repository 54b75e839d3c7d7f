import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idOutput, instantOutput } from '../../operation.ts'
import { requireSomewhere } from '../../security/standing.ts'
import { whoseDevices } from '../deviceAnswer.ts'
import { type UserRecord, workOf } from '../people.ts'

export const readHours = defineOperation({
  name: 'people.hours',
  summary:
    'Says when the caller is asked to post: their days and hours in their zone, and until when they are away.',
  description:
    'Call it for the page on which a person says when they can be asked (`people.setHours`).',
  tag: 'Hours and phones',
  route: { method: 'get', path: '/assist/hours' },
  input: z.strictObject({}),
  output: z.object({
    person: idOutput,
    timezone: z
      .string()
      .nullable()
      .meta({ description: 'Null where the zone of each client counts.' }),
    hours: z
      .array(z.object({ days: z.array(z.number().int()), from: z.string(), until: z.string() }))
      .meta({ description: 'Days from 1, Monday, to 7. None means any time.' }),
    awayUntil: instantOutput.nullable(),
  }),
  permission: 'devices.register',
  errors: [],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: {},
      output: {
        person: exampleIds.agent,
        timezone: 'Europe/Lisbon',
        hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }],
        awayUntil: null,
      },
    },
  },
  run: async (_input, { payload, settings, req, caller, now }) => {
    requireSomewhere(caller, 'devices.register', whoseDevices)
    const user = await payload.findByID({
      collection: settings.usersSlug,
      id: caller.id,
      depth: 0,
      disableErrors: true,
      req,
    })
    if (!user) throw notFound('person')
    const { zone, hours, awayUntil } = workOf(user as unknown as UserRecord)
    return {
      person: caller.id,
      timezone: zone,
      hours,
      awayUntil: awayUntil && awayUntil > now ? awayUntil.toISOString() : null,
    }
  },
})
