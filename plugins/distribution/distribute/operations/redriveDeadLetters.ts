import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { DistributionError, notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { listedTenants, ofTenants, onlyWith } from '../../listedTenants.ts'
import { listInput } from '../../listInput.ts'
import { type Db, type ID, parseId, rows, sql } from '../../model/database.ts'
import { inTransactionAgain } from '../../model/inTransactionAgain.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../../model/rows.ts'
import {
  defineOperation,
  idInput,
  idOutput,
  instantOutput,
  type OperationContext,
} from '../../operation.ts'
import { deadLetterFilter, isDeadLetter, maySendWithOthers } from '../deadLetter.ts'
import { stateOutput } from '../deliveryAnswer.ts'
import { portion, type Redriven, redriveMany } from '../redriveMany.ts'
import { narrow } from './listDeliveries.ts'

const permission = 'plans.write' as const

/** The most that one request gives a new life. */
const most = 1_000

const input = z.strictObject({
  deliveries: z
    .array(idInput)
    .min(1)
    .max(most)
    .optional()
    .meta({ description: 'Only these; left out, all that the rest names.' }),
  tenant: listInput.tenant,
  ...deadLetterFilter,
})

type Which = { tenants: ID[] | 'all'; plan?: ID; channel?: ID; where: SQL }

const readSeen = async (db: Db, { tenants, plan, channel, where }: Which) => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}, count(*) over ()::int as matching
      from postyard_deliveries d
      where ${ofTenants(tenants, sql`d.tenant_id`)} ${onlyWith(sql`d.plan_id`, plan)}
        ${onlyWith(sql`d.channel_id`, channel)} and ${where}
      order by d.scheduled_at, d.id
      limit ${most}`,
  )
  return {
    seen: found.map(({ matching: _, ...raw }) => toDeliveryRow(raw)),
    matching: Number(found[0]?.matching ?? 0),
  }
}

/** What is answered for each. */
const redrivenOutput = z.object({
  id: idOutput,
  channel: idOutput.nullable(),
  isRedriven: z.boolean(),
  state: stateOutput.nullable(),
  scheduledAt: instantOutput.nullable().meta({ description: 'When it goes out now.' }),
  code: z.string().nullable().meta({ description: 'Why not.' }),
  message: z.string().nullable(),
})

/** Those that are named one by one, dead or not, so that each is answered for; the others are not the caller's to see. */
const readNamed = async (
  context: OperationContext,
  named: unknown[],
  which: Omit<Which, 'where'>,
) => {
  const ids = named.flatMap((id) => parseId(context.payload, id) ?? [])
  const where = sql`d.id = any(${sql.param([...new Set(ids)])})`
  const { seen } = await readSeen(context.db, { ...which, where })
  if (seen.length === 0) throw notFound('delivery')
  const found = new Set(seen.map(({ id }) => String(id)))
  const unknown = [...new Set(named.map(String))].filter((id) => !found.has(id.toLowerCase()))
  return { seen, unknown }
}

/** What was found before anything was changed. */
type Found = { seen: DeliveryRow[]; unknown: string[]; left: number }

const answerOf = ({
  row,
  refusal,
}: Pick<Redriven, 'row'> & { refusal?: { code: string; message: string } }) => ({
  id: row.id,
  channel: row.channel_id,
  isRedriven: refusal === undefined,
  state: row.state,
  scheduledAt: row.scheduled_at.toISOString(),
  code: refusal?.code ?? null,
  message: refusal?.message ?? null,
})

/** Said where whatever follows is cut off before it comes to them. */
const notReached = {
  code: 'NOT_REACHED',
  message: 'It was not come to, and is as it was. Redrive it once more.',
}

const toAnswer = <One extends { isRedriven: boolean }>(deliveries: One[], left: number) => {
  const redriven = deliveries.filter(({ isRedriven }) => isRedriven).length
  return { redriven, refused: deliveries.length - redriven, deliveries, left }
}

/** Those that the first transaction left, in portions; each is answered for by what became of it. */
const redriveRest = async (
  context: Pick<OperationContext, 'payload' | 'settings' | 'caller'>,
  rest: DeliveryRow[],
): Promise<Map<string, ReturnType<typeof answerOf>>> => {
  const { payload } = context
  const answers = new Map<string, ReturnType<typeof answerOf>>()
  for (let at = 0; at < rest.length; at += portion) {
    try {
      const { done } = await inTransactionAgain({ payload }, (tx) =>
        redriveMany({ ...context, ...tx, now: new Date() }, rest.slice(at, at + portion)),
      )
      for (const one of done) answers.set(String(one.row.id), answerOf(one))
    } catch (error) {
      // Those before have their new life, and the answer says so; these say that they were not come to.
      payload.logger.error({ err: error, msg: 'Dead letters could not be tried again.' })
    }
  }
  return answers
}

const unknownAnswer = (id: string) => {
  const { code, message } = notFound('delivery')
  return { id, channel: null, isRedriven: false, state: null, scheduledAt: null, code, message }
}

export const redriveDeadLetters = defineOperation({
  name: 'deadLetters.redrive',
  summary:
    'Gives deliveries that failed or expired a new life: one, some by their ids, or all that a filter matches. Each goes out as its post is now.',
  description:
    'It answers for each delivery: some may go while others are refused, each with its reason. On each channel they go out one after the other, the first at once. A delivery is tried again once, however many redrive it in the same moment. One request takes 1,000; `left` says how many more the filter matches. What may be live already is only tried again by its id, or by the code `UNDECIDED`; where somebody says that they posted it, by its id alone.',
  tag: 'Deliveries',
  route: { method: 'post', path: '/distribution/dead-letters/redrive' },
  input,
  output: z.object({
    redriven: z.int(),
    refused: z.int(),
    deliveries: z.array(redrivenOutput),
    left: z.int().meta({ description: 'How many more the filter matches.' }),
  }),
  permission,
  errors: [],
  examples: {
    usual: {
      summary: 'All of one channel, after its receiver is well again.',
      input: { channel: exampleIds.channel, newerThan: '2026-11-23T00:00:00Z' },
      output: {
        redriven: 1,
        refused: 0,
        deliveries: [
          {
            id: exampleIds.delivery,
            channel: exampleIds.channel,
            isRedriven: true,
            state: 'queued',
            scheduledAt: '2026-11-23T16:05:00.000Z',
            code: null,
            message: null,
          },
        ],
        left: 0,
      },
    },
  },
  before: async (
    { deliveries: named, tenant, plan, channel, ...given },
    context,
  ): Promise<Found> => {
    const isBy = Object.values(given).some((one) => one !== undefined)
    if (named ? isBy : !isBy && [tenant, plan, channel].every((one) => one === undefined)) {
      throw new DistributionError(
        'INVALID_INPUT',
        'Say which deliveries: either by their ids in "deliveries", or by their client, plan, channel, code or time.',
      )
    }
    const which = {
      tenants: await listedTenants(context, tenant, permission),
      ...(await narrow(context, { plan, channel }, permission)),
    }
    const where = sql`${isDeadLetter(given)} and ${maySendWithOthers(given)}`
    const { seen, unknown, matching } = named
      ? { ...(await readNamed(context, named, which)), matching: 0 }
      : { ...(await readSeen(context.db, { ...which, where })), unknown: [] }
    return { seen, unknown, left: Math.max(0, matching - seen.length) }
  },
  run: async (_, context) => {
    const { seen, unknown, left } = context.asked as Found
    const { done, rest } = await redriveMany(context, seen)
    const answers = [
      ...done.map(answerOf),
      ...rest.map((row) => answerOf({ row, refusal: notReached })),
      ...unknown.map(unknownAnswer),
    ]
    return toAnswer(answers, left)
  },
  after: async (_, output, { payload, settings, caller, asked }) => {
    const { seen } = asked as Found
    const waiting = new Set(
      output.deliveries.flatMap(({ id, code }) => (code === notReached.code ? String(id) : [])),
    )
    if (waiting.size === 0) return output
    const rest = seen.filter(({ id }) => waiting.has(String(id)))
    const answers = await redriveRest({ payload, settings, caller }, rest)
    return toAnswer(
      output.deliveries.map((one) => answers.get(String(one.id)) ?? one),
      output.left,
    )
  },
})

export type RedriveAnswer = z.output<typeof redriveDeadLetters.output>
