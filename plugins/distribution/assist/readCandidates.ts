import { type Db, type ID, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import type { Candidate } from './chooseAgent.ts'
import type { Person } from './people.ts'
import { staleMs } from './readDevices.ts'

type Args = {
  db: Db
  usersTable: string
  tenant: { id: ID; timezone: string }
  /** Those who may post for the tenant. */
  people: readonly Person[]
  /** Whom the channel names, the first one first; without any it is every field agent of the tenant. */
  named: readonly ID[]
  /** Whether nobody else is asked where none is named. */
  isNamedOnly?: boolean
  asked: readonly ID[]
  now: Date
}

type Facts = {
  id: string
  open: number
  today: number
  seen_at: string | Date | null
  is_reachable: boolean
}

const pick = (people: readonly Person[], named: readonly ID[]): Person[] => {
  if (named.length === 0) return people.filter(({ isFieldAgent }) => isFieldAgent)
  return named.flatMap((id) => people.find((one) => String(one.id) === String(id)) ?? [])
}

/** Who can be asked for a channel, with what the choice rests on: their load in this tenant, and their phones. */
export const readCandidates = async (args: Args): Promise<Candidate[]> => {
  const { db, usersTable, tenant, people, named, asked, now } = args
  const chosen = args.isNamedOnly && named.length === 0 ? [] : pick(people, named)
  if (chosen.length === 0) return []
  const ids = chosen.map(({ id }) => id)
  const facts = await rows<Facts>(
    db,
    sql`
      select u.id::text as id,
        (select count(*)::int from postyard_assist_tasks t
         where t.assignee_id = u.id and t.tenant_id = ${tenant.id} and t.outcome is null) as open,
        (select count(*)::int from postyard_assist_tasks t
         where t.assignee_id = u.id and t.tenant_id = ${tenant.id}
           and t.assigned_at > ${after(now, -24 * 60 * 60_000).toISOString()}) as today,
        (select max(d.last_seen_at) from postyard_devices d
         where d.user_id = u.id and d.revoked_at is null) as seen_at,
        exists (
          select 1 from postyard_devices d
          where d.user_id = u.id and d.token is not null and d.dropped_at is null
            and d.revoked_at is null and d.notifications <> 'blocked'
            and d.last_seen_at > ${after(now, -staleMs).toISOString()}
        ) as is_reachable
      from ${sql.identifier(usersTable)} u
      where u.id = any(${sql.param(ids)})`,
  )
  return chosen.map((person) => {
    const known = facts.find(({ id }) => id === String(person.id))
    return {
      id: person.id,
      name: person.name,
      work: {
        zone: person.zone ?? tenant.timezone,
        hours: person.hours,
        awayUntil: person.awayUntil,
      },
      open: known?.open ?? 0,
      today: known?.today ?? 0,
      seenAt: known?.seen_at ? new Date(known.seen_at) : null,
      isReachable: known?.is_reachable ?? false,
      wasAsked: asked.some((id) => String(id) === String(person.id)),
    }
  })
}
