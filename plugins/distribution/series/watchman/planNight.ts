import type { Payload } from 'payload'
import { system } from '../../model/changeState.ts'
import { type ID, inTransaction, poolOf } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import {
  type DayInputs,
  flyingHours,
  nextMidnight,
  planDay,
  toQueueJson,
} from '../../plan/series/index.ts'
import { settingsOf } from '../../settings.ts'
import { readDay } from '../readDay.ts'
import type { SourceLimits } from '../sources/sourceLimits.ts'
import { syncSeries } from '../sources/syncSeries.ts'
import { readInputs } from './readInputs.ts'
import { lockWatch, setWatch } from './watchRows.ts'
import { findPlan, writePlan } from './writePlan.ts'

type Args = {
  payload: Payload
  tenant: ID
  now: Date
  /** @default those of the installation */
  limits?: SourceLimits
}

/** A plan that is made later than this after midnight was caught up, in ms. */
const lateMs = 15 * 60_000

/** `isNew` is false where the day has its plan already. */
export type PlannedNight = { plan: ID; day: string; isNew: boolean }

/** The plan that the day has already: only when the next day is planned is then to be kept. */
const findToday = async ({ payload, tenant, now }: Args): Promise<PlannedNight | undefined> => {
  const { day, timezone } = await readDay({ payload, tenant, now })
  const plan = await findPlan(poolOf(payload), tenant, day)
  if (plan === undefined) return undefined
  const planAt = nextMidnight(now, timezone)
  await inOwnTransaction(payload, (db) => setWatch({ db, tenant, planAt, flyAt: now }))
  return { plan, day, isNew: false }
}

/** Of what rests only the next one decides about a day: the plan keeps no more of it. */
const decidingOnly = (inputs: DayInputs): DayInputs => ({
  ...inputs,
  series: inputs.series.map((one) => ({ ...one, returns: one.returns?.slice(0, 1) ?? [] })),
})

/**
 * Decides which series of a tenant fly today: looks at their sources, then writes the flight plan of the day with its
 * flights, once, however many processes do this at once. Ended anywhere in between, nothing of it is written, and it is
 * done again. Where the day has its plan nothing is read once more; sources that are slow hold it up for so long only.
 */
export const planNight = async (args: Args): Promise<PlannedNight> => {
  const { payload, tenant, now } = args
  const today = await findToday(args)
  if (today) return today
  await syncSeries(args)
  const settings = settingsOf(payload)
  return inTransaction({ payload }, async ({ db, req }) => {
    const soon = { db, tenant, planAt: now, flyAt: now }
    await lockWatch(soon)
    const inputs = decidingOnly(await readInputs({ payload, req, db, tenant, now }))
    const { day, timezone } = inputs
    const planAt = nextMidnight(now, timezone)
    const known = await findPlan(db, tenant, day)
    if (known !== undefined) {
      await setWatch({ ...soon, planAt })
      return { plan: known, day, isNew: false }
    }
    const plan = planDay(inputs)
    const midnight = flyingHours({ day, timezone, options: { from: '00:00', to: '24:00' } }).from
    const made = (await payload.create({
      collection: settings.slugs['flight-plans'],
      data: {
        ...{ tenant, day, timezone, seed: inputs.seed, generatedAt: now.toISOString() },
        ...{ isLate: now.getTime() - midnight > lateMs, queue: toQueueJson(plan, now).queue },
        ...{ plan, inputs },
      } as never,
      depth: 0,
      req,
    })) as unknown as { id: ID }
    await writePlan({ db, tenant, inputs, plan })
    await logEvent({
      db,
      type: 'distribution.flight_plan.made',
      tenant,
      actor: system,
      data: {
        flightPlan: made.id,
        day,
        flights: plan.queue.length,
        carried: plan.queue.filter(({ carried }) => carried > 0).length,
        skipped: plan.skipped.map(({ slug, code, message }) => ({ slug, code, message })),
        late: plan.late.map(({ slug }) => slug),
        unread: plan.unread.map(({ slug, code, message }) => ({ slug, code, message })),
        collisions: plan.collisions,
      },
    })
    await setWatch({ ...soon, planAt })
    return { plan: made.id, day, isNew: true }
  })
}
