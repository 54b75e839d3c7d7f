import type { Payload } from 'payload'
import type { TenantRecord } from '../channels/readConnection.ts'
import type { Db, ID } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import { tellTime } from '../model/tellTime.ts'
import type { Settings } from '../options.ts'
import { readOwners } from './channelOwner.ts'
import { type Choice, chooseAgent } from './chooseAgent.ts'
import { type Person, readPeople } from './people.ts'
import { readCandidates } from './readCandidates.ts'

type Args = {
  payload: Payload
  settings: Settings
  tenant: TenantRecord
}

/** Who may post for a tenant, and who of them is told where nobody does. Read before a transaction is begun. */
export type Staff = { people: Person[]; managers: Person[] }

export const readStaff = async ({ payload, settings, tenant }: Args): Promise<Staff> => {
  const people = await readPeople({
    payload,
    settings,
    tenant: tenant.id,
    permission: 'tasks.answer',
  })
  return { people, managers: people.filter(({ isManager }) => isManager) }
}

/** Who is asked next for a task of a channel, and why; nobody where everyone was asked or is not at work. */
export const askNext = async (
  args: Args & {
    db: Db
    staff: Staff
    /** What somebody is asked to post; that of an influencer asks them alone. */
    delivery: ID
    /** Where; it may name whom to ask. */
    channel: { agents?: ID[] | null }
    asked: readonly ID[]
    now: Date
  },
): Promise<Choice> => {
  const { payload, settings, tenant, db, staff, delivery, channel, asked, now } = args
  const owners = await readOwners(db, { tenant: tenant.id, delivery })
  const candidates = await readCandidates({
    db,
    usersTable: tableOf(payload, settings.usersSlug),
    tenant,
    people: staff.people,
    named: owners ?? channel.agents ?? [],
    isNamedOnly: owners !== undefined,
    asked,
    now,
  })
  return chooseAgent({ candidates, now, tell: (at) => tellTime(at, tenant.timezone) })
}
