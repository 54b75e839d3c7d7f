import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { OperationContext } from '../../operation.ts'
import { defineOperation, idInput, idOutput, instantOutput } from '../../operation.ts'
import { deviceOutput, toDeviceAnswer } from '../deviceAnswer.ts'
import { readDeviceRows } from '../deviceRows.ts'
import { exampleDevice } from '../examples.ts'
import { type Person, readPeopleOf } from '../people.ts'
import { isAtWork, nextAtWork } from '../workTime.ts'
import { watchedTenants } from './watchTasks.ts'

type Served = { id: ID; name: string; timezone: string; project: string | null }

type Load = { id: ID; open: number; today: number }

const servedOutput = z.object({ id: idOutput, name: z.string() })

export const listPeople = defineOperation({
  name: 'people.list',
  summary:
    'Lists who can be asked to post for the clients that the caller manages: their hours, what they have to do now, their phones, and whether a push can reach them.',
  tag: 'Staff',
  route: { method: 'get', path: '/assist/people' },
  input: z.strictObject({
    tenant: idInput
      .optional()
      .meta({ description: 'Left out, all managed clients that have a channel served by people.' }),
  }),
  output: z.object({
    tenants: z
      .array(
        servedOutput.extend({
          timezone: z.string(),
          project: z.string().nullable().meta({
            description: 'The Firebase project of its pushes; null where none is set up.',
          }),
        }),
      )
      .meta({ description: 'The clients whose people these are.' }),
    people: z.array(
      z.object({
        id: idOutput,
        name: z.string(),
        tenants: z.array(servedOutput),
        isFieldAgent: z.boolean().meta({ description: 'False for managers, who may post too.' }),
        timezone: z.string().meta({ description: 'Their own zone, or that of their client.' }),
        hours: z
          .array(
            z.object({
              days: z.array(z.number().int()).meta({ description: '1 is Monday.' }),
              from: z.string(),
              until: z.string(),
            }),
          )
          .meta({ description: 'An empty list means any time.' }),
        awayUntil: instantOutput.nullable(),
        isAtWork: z.boolean(),
        nextAtWork: instantOutput.nullable().meta({
          description:
            'When they can be asked again; null where they can be now, or not this week.',
        }),
        open: z.number().int().meta({ description: 'Tasks that wait for them.' }),
        today: z.number().int().meta({ description: 'Tasks given to them in 24 hours.' }),
        isReachable: z.boolean().meta({ description: 'True where a push reaches a phone.' }),
        phones: z.array(deviceOutput).meta({ description: 'The one that was seen last first.' }),
      }),
    ),
  }),
  permission: 'tasks.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant },
      output: {
        tenants: [
          {
            id: exampleIds.tenant,
            name: 'Marina Estates',
            timezone: 'Europe/Lisbon',
            project: 'postyard-example',
          },
        ],
        people: [
          {
            id: exampleIds.agent,
            name: 'Ana',
            tenants: [{ id: exampleIds.tenant, name: 'Marina Estates' }],
            isFieldAgent: true,
            timezone: 'Europe/Lisbon',
            hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' }],
            awayUntil: null,
            isAtWork: true,
            nextAtWork: null,
            open: 1,
            today: 3,
            isReachable: true,
            phones: [exampleDevice],
          },
        ],
      },
    },
  },
  run: async ({ tenant }, context) => {
    const { payload, settings, req, now } = context
    const allowed = await watchedTenants(context, tenant)
    const tenants = await readServed(context, allowed, tenant !== undefined)
    const people = await readPeopleOf({
      payload,
      settings,
      tenants: tenants.map(({ id }) => id),
      permission: 'tasks.others',
      req,
    })
    const found = gather(tenants, people)
    const users = found.map(({ id }) => id)
    const loads = await readLoads(context, users, allowed)
    const phones = users.length === 0 ? [] : await readDeviceRows(context, { users })
    return {
      tenants: tenants.map(({ id, name, timezone, project }) => ({
        id,
        name,
        timezone,
        project: project ?? settings.push?.projectId ?? null,
      })),
      people: found.map(({ zone, hours, awayUntil, ...person }) => {
        const work = { zone, hours, awayUntil }
        const isWorking = isAtWork(work, now)
        const load = loads.find(({ id }) => String(id) === String(person.id))
        const own = phones
          .filter((row) => String(row.user_id) === String(person.id))
          .map((row) => toDeviceAnswer(row, now))
        return {
          ...person,
          timezone: zone,
          hours,
          awayUntil: awayUntil && awayUntil > now ? awayUntil.toISOString() : null,
          isAtWork: isWorking,
          nextAtWork: isWorking ? null : (nextAtWork(work, now)?.toISOString() ?? null),
          open: load?.open ?? 0,
          today: load?.today ?? 0,
          isReachable: own.some(({ push }) => push === 'works'),
          phones: own,
        }
      }),
    }
  },
})

/** The clients that are asked for, or of the managed ones those that people post for. */
const readServed = async (
  { payload, settings, req, db }: OperationContext,
  allowed: ID[] | 'all',
  isNamed: boolean,
): Promise<Served[]> => {
  const serving = await rows<{ id: ID }>(
    db,
    sql`
      select distinct tenant_id as id from postyard_channels
      where kind = 'manual' and state <> 'removed'
        and ${allowed === 'all' ? sql`true` : sql`tenant_id = any(${sql.param(allowed)})`}`,
  )
  const ids = isNamed && allowed !== 'all' ? allowed : serving.map(({ id }) => id)
  const { docs } = await payload.find({
    collection: settings.tenantsSlug,
    where: { id: { in: ids } },
    sort: 'name',
    depth: 0,
    pagination: false,
    req,
  })
  return docs.map((doc) => {
    const { id, name, timezone, push } = doc as unknown as Omit<Served, 'project'> & {
      push?: { projectId?: string | null }
    }
    return { id, name, timezone, project: push?.projectId ?? null }
  })
}

type Gathered = Pick<Person, 'id' | 'name' | 'hours' | 'awayUntil' | 'isFieldAgent'> & {
  zone: string
  tenants: { id: ID; name: string }[]
}

/** Each person once, whomever they serve, by their name. */
const gather = (tenants: Served[], people: Person[][]): Gathered[] => {
  const found = new Map<string, Gathered>()
  for (const [index, { id, name, timezone }] of tenants.entries()) {
    for (const person of people[index] ?? []) {
      const known = found.get(String(person.id))
      found.set(String(person.id), {
        id: person.id,
        name: person.name,
        hours: person.hours,
        awayUntil: person.awayUntil,
        isFieldAgent: person.isFieldAgent || (known?.isFieldAgent ?? false),
        zone: known?.zone ?? person.zone ?? timezone,
        tenants: [...(known?.tenants ?? []), { id, name }],
      })
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** How much each has to do, for the clients that the caller manages. */
const readLoads = async (
  { db, now }: OperationContext,
  users: ID[],
  tenants: ID[] | 'all',
): Promise<Load[]> => {
  if (users.length === 0) return []
  return rows<Load>(
    db,
    sql`
      select assignee_id as id, count(*) filter (where outcome is null)::int as open,
        count(*) filter (where assigned_at > ${after(now, -24 * 60 * 60_000).toISOString()})::int as today
      from postyard_assist_tasks
      where assignee_id = any(${sql.param(users)})
        and (outcome is null or assigned_at > ${after(now, -24 * 60 * 60_000).toISOString()})
        and ${tenants === 'all' ? sql`true` : sql`tenant_id = any(${sql.param(tenants)})`}
      group by 1`,
  )
}

export type PeopleAnswer = z.output<typeof listPeople.output>
