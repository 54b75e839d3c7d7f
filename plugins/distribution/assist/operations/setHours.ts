import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ID } from '../../id.ts'
import { parseId } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { isWallTime, isZone } from '../../model/wallTime.ts'
import type { OperationContext } from '../../operation.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { requireSomewhere, tenantsAllowed } from '../../security/standing.ts'
import { whoseDevices } from '../deviceAnswer.ts'
import { readPeople } from '../people.ts'

const timeInput = z.string().refine(isWallTime, 'Give a time of the day such as 09:00.')

/** True for oneself, and for whoever may post for a client that the caller manages. */
const mayTell = async (context: OperationContext, person: ID): Promise<boolean> => {
  const { payload, settings, req, caller } = context
  const managed = tenantsAllowed(caller.standing, 'tasks.manage')
  if (String(person) === String(caller.id)) return true
  if (managed === 'all') {
    const found = await payload.findByID({
      collection: settings.usersSlug,
      id: person,
      depth: 0,
      disableErrors: true,
    })
    return found !== null
  }
  for (const tenant of managed) {
    const people = await readPeople({ payload, settings, tenant, permission: 'tasks.answer', req })
    if (people.some(({ id }) => String(id) === String(person))) return true
  }
  return false
}

const awayUntil = (hours: number, now: Date): string | null =>
  hours === 0 ? null : after(now, hours * 60 * 60_000).toISOString()

export const setHours = defineOperation({
  name: 'people.setHours',
  summary:
    'Says when a person can be asked to post: their days and hours in their zone, and until when they are away. One’s own, or of somebody whom the caller manages.',
  description:
    'Call it from the page of the person: `awayHours` for a break of so many hours, `hours` for the hours of each week. What is left out stays as it is.',
  tag: 'Hours and phones',
  route: { method: 'post', path: '/assist/hours' },
  input: z.strictObject({
    person: idInput.optional().meta({ description: 'Left out, it is the caller.' }),
    timezone: z
      .string()
      .refine(isZone, 'Give a time zone by its name, such as Europe/Lisbon.')
      .optional(),
    hours: z
      .array(
        z.strictObject({
          days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
          from: timeInput,
          until: timeInput,
        }),
      )
      .max(20)
      .optional()
      .meta({ description: 'Days from 1, Monday, to 7. An empty list means any time.' }),
    awayHours: z
      .number()
      .int()
      .min(0)
      .max(365 * 24)
      .optional()
      .meta({ description: 'They are away for so many hours from now; with 0 they are back.' }),
  }),
  output: z.object({ person: idOutput }),
  permission: 'devices.register',
  errors: [],
  isForPhones: true,
  examples: {
    usual: {
      summary: 'From Monday to Friday.',
      input: {
        timezone: 'Europe/Lisbon',
        hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }],
      },
      output: { person: exampleIds.agent },
    },
    away: {
      summary: 'Away for two hours.',
      input: { awayHours: 2 },
      output: { person: exampleIds.agent },
    },
  },
  run: async ({ person, timezone, hours, awayHours }, context) => {
    const { payload, settings, req, caller, now } = context
    requireSomewhere(caller, 'devices.register', whoseDevices)
    const id = person === undefined ? caller.id : parseId(payload, person)
    if (id === undefined || !(await mayTell(context, id))) throw notFound('person')
    await payload.update({
      collection: settings.usersSlug,
      id,
      data: {
        fieldWork: {
          ...(timezone === undefined ? {} : { timezone }),
          ...(hours === undefined
            ? {}
            : { hours: hours.map((one) => ({ ...one, days: one.days.map(String) })) }),
          ...(awayHours === undefined ? {} : { awayUntil: awayUntil(awayHours, now) }),
        },
      } as never,
      depth: 0,
      // As the application itself: hours are told here, and nothing else of a person.
      req: { transactionID: req.transactionID, payload },
    })
    return { person: id }
  },
})
