import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { calendarInput } from '../listInput.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { reasons } from '../model/reasons.ts'
import type { ReceiptAction, ReceiptOutcome } from '../model/receipts.ts'
import { idInput, instantOutput } from '../operation.ts'
import { deliveryRecordOutput, exampleRecord, toRecord } from './deliveryRecord.ts'
import type { RecordRow } from './readRecordRows.ts'
import { receiptActions, receiptOutcomes } from './receiptAnswer.ts'

/** Whether it helps to try it again, and what has to be done before. */
const helps = ['passing', 'permanent', 'uncertain'] as const

/** A delivery that ended without going out, and that only a new life brings on. */
export const deadLetterOutput = deliveryRecordOutput
  .extend({
    since: instantOutput.meta({ description: 'When it failed or expired.' }),
    help: z.enum(helps).meta({
      description:
        '`passing`: what kept it may be over, so try it again. `permanent`: the same would be refused again, so mend the cause first. `uncertain`: it may be live already, so look at the account first.',
    }),
    last: z
      .object({
        action: z.enum(receiptActions),
        outcome: z.enum(receiptOutcomes),
        at: instantOutput,
        statusCode: z.int().nullable(),
        code: z.string().nullable(),
        message: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'Its last receipt; null where nothing was attempted.' }),
  })
  .meta({ component: 'DeadLetter' })

export type DeadLetter = z.output<typeof deadLetterOutput>

/** By what dead letters are narrowed. */
export const deadLetterFilter = {
  plan: idInput.optional(),
  channel: idInput.optional(),
  code: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'The code of its reason.' }),
  olderThan: calendarInput.optional().meta({ description: 'Failed or expired before then.' }),
  newerThan: calendarInput.optional().meta({ description: 'Failed or expired then or later.' }),
}

/** The code of what a person gave up: nobody waits for it any more. */
const droppedCode = 'DROPPED'

/** Since when the delivery `d` is dead: its last event says so. */
const deadSince = sql.raw(`coalesce((
  select max(e.occurred_at) from postyard_events e
  where e.delivery_id = d.id and e.tenant_id = d.tenant_id
    and e.type in ('distribution.delivery.failed', 'distribution.delivery.expired')), d.updated_at)`)

type Filter = { code?: string; olderThan?: string; newerThan?: string }

/**
 * What is dead among the deliveries `d`, by an index that holds these alone. What a person gave up is left out, unless it
 * is asked for by its code.
 */
export const isDeadLetter = ({ code, olderThan, newerThan }: Filter) => sql`
  d.state in ('failed', 'expired') and ${code === undefined ? sql`d.reason_code is distinct from ${droppedCode}` : sql`d.reason_code = ${code}`}
  ${olderThan === undefined ? sql`` : sql`and ${deadSince} < ${new Date(olderThan).toISOString()}`}
  ${newerThan === undefined ? sql`` : sql`and ${deadSince} >= ${new Date(newerThan).toISOString()}`}`

/** Whether somebody says of the delivery `d` that they posted it, and no manager has decided on their word: it may be live. */
const isSaidPosted = sql.raw(`exists (
  select 1 from postyard_assist_tasks said
  where said.delivery_id = d.id and said.tenant_id = d.tenant_id
    and (said.outcome is null or said.outcome = 'expired')
    and (said.claim is not null or said.answered_at is not null))`)

/**
 * Of those `d` may be tried again with many others: not what may be live, unless nobody could find that out and it is asked
 * for by that code.
 */
export const maySendWithOthers = ({ code }: Filter) => sql`(
  not ${isSaidPosted}
  ${code === undefined ? sql`and d.reason_code is distinct from ${reasons.undecided.code}` : sql``})`

/** Of these deliveries those that nobody sends again along with others: they may be live, or were given up. By their ids as text. */
export const readLeftAlone = async (
  db: Db,
  { tenant, ids }: { tenant: ID; ids: readonly ID[] },
): Promise<Set<string>> => {
  const found = await rows<{ id: ID }>(
    db,
    sql`
      select d.id from postyard_deliveries d
      where d.id = any(${sql.param([...ids])}) and d.tenant_id = ${tenant}
        and (d.reason_code in (${droppedCode}, ${reasons.undecided.code}) or ${isSaidPosted})`,
  )
  return new Set(found.map(({ id }) => String(id)))
}

type End = {
  id: ID
  since: Date
  is_said_posted: boolean
  action: ReceiptAction | null
  outcome: ReceiptOutcome | null
  at: Date | null
  status_code: number | null
  error_code: string | null
  error_message: string | null
}

/** How each of them ended, by its id as text. */
const readEnds = async (db: Db, records: RecordRow[]): Promise<Map<string, End>> => {
  const found = await rows<End>(
    db,
    sql`
      select d.id, ${deadSince} as since, ${isSaidPosted} as is_said_posted, r.action, r.outcome, r.closed_at as at,
        r.status_code::int as status_code, r.error_code, r.error_message
      from postyard_deliveries d
      left join lateral (
        select * from postyard_receipts r
        where r.delivery_id = d.id and r.tenant_id = d.tenant_id and r.closed_at is not null
        order by r.created_at desc, r.id desc limit 1
      ) r on true
      where d.id = any(${sql.param(records.map(({ row }) => row.id))})`,
  )
  return new Map(found.map((end) => [String(end.id), end]))
}

const helpOf = ({ row }: RecordRow, end: End | undefined): (typeof helps)[number] => {
  if (row.reason_code === reasons.undecided.code || end?.is_said_posted) return 'uncertain'
  if (row.state === 'expired' || end?.outcome === 'retry') return 'passing'
  return 'permanent'
}

/** Deliveries that are dead, each with how it ended. */
export const toDeadLetters = async (
  db: Db,
  records: RecordRow[],
): Promise<z.input<typeof deadLetterOutput>[]> => {
  const ends = await readEnds(db, records)
  return records.map((record) => {
    const end = ends.get(String(record.row.id))
    const { action, outcome, at } = end ?? { action: null, outcome: null, at: null }
    return {
      ...toRecord(record),
      since: new Date(end?.since ?? record.around.created_at).toISOString(),
      help: helpOf(record, end),
      last:
        end && action && outcome && at
          ? {
              action,
              outcome,
              at: new Date(at).toISOString(),
              statusCode: end.status_code,
              code: end.error_code,
              message: end.error_message,
            }
          : null,
    }
  })
}

/** As the reference shows it. */
export const exampleDeadLetter: z.input<typeof deadLetterOutput> = {
  ...exampleRecord,
  state: 'failed',
  channel: exampleIds.channel,
  channelName: 'Website',
  platform: 'webhook',
  kind: 'webhook',
  reasonCode: 'WEBHOOK_FAILED',
  reason: 'Failed 6 times, the last time because: the receiver answered 503.',
  attempt: 6,
  since: '2026-11-23T15:42:10.020Z',
  help: 'passing',
  last: {
    action: 'fire',
    outcome: 'retry',
    at: '2026-11-23T15:42:10.004Z',
    statusCode: 503,
    code: 'WEBHOOK_FAILED',
    message: 'The receiver answered 503.',
  },
}
