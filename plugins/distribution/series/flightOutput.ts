import type { Payload } from 'payload'
import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import { ofTenants } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { type FlightRow, flightModes, flightStates } from '../model/series.ts'
import { deliveryStates } from '../model/states.ts'
import { idOutput, instantOutput } from '../operation.ts'
import { deliveryOf } from './conductor/deliveryOf.ts'
import { flightColumns, toFlight } from './conductor/readFlights.ts'

/** The turn of a series on one day, for people and programs. */
export const flightOutput = z
  .object({
    flight: z.string().meta({ description: 'Its id.' }),
    series: idOutput,
    collection: z.string().nullable().meta({ description: 'The slug of the series.' }),
    day: z.string().meta({ description: 'For which it was first planned, YYYY-MM-DD.' }),
    planDay: z.string().meta({ description: 'In the flight plan of which day it stands now.' }),
    carried: z.int().meta({ description: 'How often it was carried over to another day.' }),
    mode: z.enum(flightModes),
    boardName: z.string(),
    state: z.enum(flightStates),
    item: z.string().nullable().meta({ description: 'What it brings; null before it takes off.' }),
    title: z.string().nullable().meta({ description: 'Of its item.' }),
    plan: idOutput
      .nullable()
      .meta({ description: 'The plan that brings the item to its channels.' }),
    dueAt: instantOutput
      .nullable()
      .meta({ description: 'When it was planned to take off; null where its day was too short.' }),
    notBefore: instantOutput
      .nullable()
      .meta({ description: 'It waits until then, for the reason.' }),
    tries: z.int().meta({ description: 'How often it came back.' }),
    reasonCode: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it waits, or ended without an item.' }),
    outcomes: z
      .array(
        z.object({
          ...{ delivery: idOutput, channelName: z.string(), state: z.enum(deliveryStates) },
          url: z.string().nullable().meta({ description: 'Where it can be seen.' }),
          reason: z.string().nullable().meta({ description: 'Why it is not out there.' }),
        }),
      )
      .meta({ description: 'What became of it on each of its channels.' }),
    tookOffAt: instantOutput.nullable(),
    endedAt: instantOutput.nullable(),
  })
  .meta({ component: 'Flight' })

export const exampleFlight: z.input<typeof flightOutput> = {
  ...{ flight: '1204', series: exampleIds.series, collection: 'sharks', day: '2026-11-23' },
  ...{ planDay: '2026-11-23', carried: 0, mode: 'growth', boardName: 'Shark Coloring Pages' },
  ...{ state: 'flying', item: '318', title: 'Hammerhead shark', plan: exampleIds.plan },
  ...{ dueAt: '2026-11-23T08:12:00.000Z', notBefore: null, tries: 0, reasonCode: null },
  ...{ reason: null, tookOffAt: '2026-11-23T08:12:04.000Z', endedAt: null },
  outcomes: [
    {
      ...{ delivery: exampleIds.delivery, channelName: 'Pins', state: 'publishing', url: null },
      reason: null,
    },
  ],
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

type Around = { slug: string | null; title: string | null }

type Answer = z.input<typeof flightOutput>

type Outcome = Answer['outcomes'][number] & { flight: string }

/**
 * What became of the items of some flights on each of their channels, by the flight: of all that they have planned at
 * whichever of their tries, and of what had failed before and they have sent again.
 */
const readOutcomes = async (db: Db, payload: Payload, tenants: ID[] | 'all', flights: string[]) => {
  if (flights.length === 0) return new Map<string, Outcome[]>()
  const found = await rows<Outcome>(
    db,
    sql`
      select f.id::text as flight, d.id as delivery, d.state, d.external_url as url, c.name as "channelName",
        case when d.state not in ('published', 'dispatched') then d.reason end as reason
      from postyard_flights f
      join postyard_series_flown l on l.item_id = f.item_id and l.tenant = f.tenant
      join postyard_deliveries d on ${deliveryOf(payload, 'l')} and d.tenant_id::text = f.tenant
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_channels c on c.id = d.channel_id
      where f.id = any(${sql.param(flights)}::bigint[]) and ${ofTenants(tenants, sql`d.tenant_id`)}
        and (p.content->'flight'->>'flight' = f.id::text
          or l.at >= f.took_off_at and l.at <= coalesce(f.ended_at, 'infinity'))
      order by c.name, d.id`,
  )
  return Map.groupBy(found, ({ flight }) => flight)
}

const toAnswer = (row: FlightRow & Around, outcomes: Outcome[] = []): Answer => ({
  outcomes: outcomes.map(({ flight: _, ...told }) => told),
  ...{ flight: row.id, series: row.series_id, collection: row.slug, day: row.day },
  ...{ planDay: row.plan_day, carried: row.carried, mode: row.mode, boardName: row.board_name },
  ...{ state: row.state, item: row.item_id, title: row.title, plan: row.plan_id },
  ...{ dueAt: iso(row.due_at), notBefore: iso(row.not_before), tries: row.tries },
  ...{ reasonCode: row.reason_code, reason: row.reason },
  ...{ tookOffAt: iso(row.took_off_at), endedAt: iso(row.ended_at) },
})

/** Flights with what stands around them, the newest first, as they are told of. */
export const readFlightAnswers = async (
  db: Db,
  args: {
    payload: Payload
    tenants: ID[] | 'all'
    series?: ID | undefined
    day?: string | undefined
    state?: readonly string[] | undefined
    /** Only those with a smaller id. */
    before?: string | undefined
    only?: string
    limit: number
  },
): Promise<Answer[]> => {
  const { payload, tenants, series, day, state, before, only, limit } = args
  const found = await rows<Record<string, unknown> & Around>(
    db,
    sql`
      select ${flightColumns}, s.slug, i.title
      from postyard_flights f
      left join postyard_series s on s.id::text = f.series_id and s.tenant_id::text = f.tenant
      left join postyard_series_items i on i.id = f.item_id and i.tenant = f.tenant
      where ${tenants === 'all' ? sql`true` : sql`f.tenant = any(${sql.param(tenants.map(String))})`}
        ${series === undefined ? sql`` : sql`and f.series_id = ${String(series)}`}
        ${day === undefined ? sql`` : sql`and f.plan_day = ${day}`}
        ${state === undefined ? sql`` : sql`and f.state = any(${sql.param([...state])})`}
        ${before === undefined ? sql`` : sql`and f.id < ${before}::bigint`}
        ${only === undefined ? sql`` : sql`and f.id = ${only}::bigint`}
      order by f.id desc
      limit ${limit}`,
  )
  const flights = found.map((row) => ({ ...toFlight(row), slug: row.slug, title: row.title }))
  const outcomes = await readOutcomes(
    db,
    payload,
    tenants,
    flights.flatMap(({ id, item_id: item }) => (item === null ? [] : id)),
  )
  return flights.map((one) => toAnswer(one, outcomes.get(one.id)))
}
