import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { checkTime } from '../../distribute/chooseTime.ts'
import { lockDeliveries } from '../../distribute/lockDeliveries.ts'
import { rescheduleDelivery } from '../../distribute/rescheduleDelivery.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { reasons } from '../../model/reasons.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { dayAt, moveWall } from '../../plan/calendar/moveWall.ts'
import { fixedBy } from '../fixedBy.ts'

const dayInput = z.iso.date('Give a day such as 2026-11-24.')

export const movePlan = defineOperation({
  name: 'plans.move',
  summary:
    'Moves what of a plan is due on one day to another day or time of the day: all of it, or nothing.',
  description:
    'Days and times are those of the client. Without `time` everything keeps its time on the clock; with it the first goes then, and the others keep their distance to it. The rules for another time of a single delivery hold for each (`deliveries.reschedule`).',
  route: { method: 'post', path: '/plans/{id}/move' },
  input: z.strictObject({
    id: idInput,
    day: dayInput.meta({ description: 'The day on which it is due now, YYYY-MM-DD.' }),
    to: dayInput.meta({ description: 'The day to which it is moved; it may be the same.' }),
    time: z
      .string()
      .regex(
        /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/,
        'Give a time of the day such as 18:00.',
      )
      .optional()
      .meta({ description: 'HH:MM, or with seconds.' }),
  }),
  output: z.object({
    plan: idOutput,
    moved: z.array(z.object({ delivery: idOutput, from: instantOutput, to: instantOutput })),
  }),
  permission: 'plans.write',
  errors: [
    'ILLEGAL_MOVE',
    'DATE_IN_PAST',
    'DATE_TOO_FAR',
    'CHANNEL_CAP',
    'SAME_CONTENT',
    'ENTITLEMENT_DENIED',
  ],
  examples: {
    usual: {
      input: { id: exampleIds.plan, day: '2026-11-23', to: '2026-11-24', time: '18:00' },
      output: {
        plan: exampleIds.plan,
        moved: [
          {
            delivery: exampleIds.delivery,
            from: '2026-11-23T14:30:00.000Z',
            to: '2026-11-24T18:00:00.000Z',
          },
        ],
      },
    },
  },
  run: async ({ id, day, to, time }, context) => {
    const { db, payload, settings, req } = context
    const plan = await findOwned<unknown>({
      ...{ context, collection: 'plans', id, permission: 'plans.write', what: 'plan' },
    })
    const { tenant } = plan
    const { timezone: zone } = await readTenant({ payload, settings, tenant, req })
    const claims = await rows<{ id: ID }>(
      db,
      sql`select id from postyard_claims where plan_id = ${plan.id} and tenant_id = ${tenant}`,
    )
    const all = await lockDeliveries({ db, tenant, plan: plan.id })
    const due = all.filter((row) => dayAt(row.scheduled_at.getTime(), zone) === day)
    if (due.length === 0) {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        `Nothing of this plan is due on ${day} (${zone}).`,
      )
    }
    const claim = claims[0]?.id ?? null
    const fixed = fixedBy(due.map(({ state }) => ({ state, claim })))
    if (fixed) throw new DistributionError('ILLEGAL_MOVE', fixed.message)
    const own = due.filter(({ state }) => state !== 'cancelled')
    const instants = moveWall({
      instants: own.map((row) => row.scheduled_at.getTime()),
      ...{ zone, day: to, time },
    })
    const moves = own.map((row, index) => ({
      row,
      at: checkTime(new Date(instants[index] as number), context.now),
    }))
    const isLater = moves.some(({ row, at }) => at > row.scheduled_at)
    // What goes ahead makes room for what follows.
    moves.sort((a, b) => (a.at.getTime() - b.at.getTime()) * (isLater ? -1 : 1))
    for (const { row, at } of moves) {
      await rescheduleDelivery({
        ...{ context, row, at, verb: 'moved' },
        reason: {
          ...reasons.rescheduled,
          message: `${context.caller.name} moved it to another time.`,
        },
      })
    }
    return {
      plan: plan.id,
      moved: moves.map(({ row, at }) => ({
        delivery: row.id,
        from: row.scheduled_at.toISOString(),
        to: at.toISOString(),
      })),
    }
  },
})
