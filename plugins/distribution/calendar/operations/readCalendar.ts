import { z } from 'zod'
import { blackoutsOf } from '../../distribute/network/readProblem.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, narrowedTo } from '../../listedTenants.ts'
import { anyOf, calendarInput } from '../../listInput.ts'
import { postStates } from '../../model/projectState.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { closedDays } from '../../plan/calendar/closedDays.ts'
import { dayAt } from '../../plan/calendar/moveWall.ts'
import { cardOutput, exampleCard } from '../cardAnswer.ts'
import { notesOn } from '../notesOn.ts'
import { readDue } from '../readDue.ts'
import { readChannels, readClients } from '../readSetting.ts'
import { toCards } from '../toCards.ts'

const permission = 'plans.read' as const

const dayMs = 24 * 60 * 60_000

/** The longest that a calendar shows: six weeks, and what zones add before and after. */
const longestDays = 45

/** The most deliveries of which it tells. */
export const mostDue = 20_000

const refuse = (path: string, message: string): never => {
  throw new DistributionError('INVALID_INPUT', message, {
    details: [{ path, code: 'invalid', message }],
  })
}

export const readCalendar = defineOperation({
  name: 'calendar.read',
  summary:
    'Shows what is due in a week or a month: what of each post is due on each day, where, how it stands, whether it can be moved, and what is in its way.',
  description:
    'One card is what of a plan is due on one day of its client. A card is fixed where part of it has gone out, or a claim brings it. What was cancelled is left out unless `state` asks for it. At most 45 days and 20,000 deliveries at once; of more, ask by client, channel or week.',
  route: { method: 'get', path: '/distribution/calendar' },
  input: z.strictObject({
    from: calendarInput.meta({ description: 'Due then or later.' }),
    to: calendarInput.meta({ description: 'Due before then.' }),
    tenant: idInput
      .optional()
      .meta({ description: 'A client; left out, all in which you may read this.' }),
    channel: idInput.optional(),
    series: idInput.optional(),
    state: anyOf(z.enum(postStates)).optional().meta({ description: 'Only cards that stand so.' }),
  }),
  output: z.object({
    tenants: z.array(z.object({ id: idOutput, name: z.string(), timezone: z.string() })),
    channels: z
      .array(z.object({ id: idOutput, tenant: idOutput, name: z.string(), platform: z.string() }))
      .meta({ description: 'All of these clients.' }),
    cards: z.array(cardOutput),
    closed: z
      .array(z.object({ day: z.string(), channels: z.array(idOutput) }))
      .meta({ description: 'Days on the whole of which channels are to have no post.' }),
  }),
  permission,
  errors: ['TOO_MANY_DELIVERIES'],
  isReadOnly: true,
  examples: {
    usual: {
      input: { from: '2026-11-23T00:00:00+01:00', to: '2026-11-30T00:00:00+01:00' },
      output: {
        tenants: [{ id: exampleIds.tenant, name: 'Marina Estates', timezone: 'Europe/Lisbon' }],
        channels: [
          {
            ...{ id: exampleIds.postizChannel, tenant: exampleIds.tenant },
            ...{ name: 'Instagram', platform: 'instagram' },
          },
        ],
        cards: [exampleCard],
        closed: [{ day: '2026-11-29', channels: [exampleIds.postizChannel] }],
      },
    },
  },
  run: async (input, context) => {
    const [from, to] = [new Date(input.from), new Date(input.to)]
    if (to <= from) refuse('to', 'Give an end that is after the beginning.')
    if (to.getTime() - from.getTime() > longestDays * dayMs) {
      refuse('to', `Ask for ${longestDays} days at most.`)
    }
    const allowed = await listedTenants(context, input.tenant, permission)
    const find = (collection: 'channels' | 'series', id: unknown) =>
      narrowedTo({ context, collection, id, permission })
    const channel = await find('channels', input.channel)
    const series = await find('series', input.series)
    const clients = await readClients(context, allowed)
    const zones = new Map(clients.map(({ id, timezone }) => [String(id), timezone]))
    const found = await readDue({
      ...{ db: context.db, zones, from, to, channel, series },
      limit: mostDue + 1,
    })
    if (found.length > mostDue) {
      throw new DistributionError(
        'TOO_MANY_DELIVERIES',
        `More than ${mostDue} deliveries are due then. Ask for one client, one channel, or fewer days.`,
      )
    }
    const channels = await readChannels(
      context,
      clients.map(({ id }) => id),
    )
    const { state } = input
    const due = state?.includes('cancelled')
      ? found
      : found.filter((row) => row.state !== 'cancelled')
    const cards = toCards(due, notesOn({ due, channels, zones, from, to }))
    const last = new Date(to.getTime() - 1)
    const closed = [...channels.values()]
      .filter(({ id }) => channel === undefined || String(id) === String(channel))
      .flatMap((one) => {
        const zone = one.timezone || zones.get(String(one.tenant)) || 'UTC'
        const days = { first: dayAt(from.getTime(), zone), last: dayAt(last.getTime(), zone) }
        return closedDays(blackoutsOf(one), days).map((day) => ({ day, id: one.id }))
      })
    return {
      tenants: clients.map(({ id, name, timezone }) => ({ id, name, timezone })),
      channels: [...channels.values()].map(({ id, tenant, name, platform }) => ({
        ...{ id, tenant, name },
        platform: platform ?? 'manual',
      })),
      cards: state ? cards.filter((card) => state.includes(card.state)) : cards,
      closed: [...Map.groupBy(closed, ({ day }) => day)].map(([day, those]) => ({
        day,
        channels: those.map(({ id }) => id),
      })),
    }
  },
})

export type CalendarAnswer = z.output<typeof readCalendar.output>
