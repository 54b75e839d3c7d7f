import type { Store } from './openStore.ts'

export type Integration = {
  id: string
  organisation: number
  name: string
  identifier: string
  picture: string
  profile: string
  group: string | null
  verified: number
  tools: string
  disabled: number
  refresh_needed: number
  deleted_at: number | null
}

export type ListedIntegration = Integration & { group_name: string | null }

/** Finds removed and disabled ones, too, as Postiz does. */
export function findIntegration(store: Store, organisation: number, id: string) {
  return store.get<Integration>(
    'select * from integrations where organisation = :organisation and id = :id',
    { organisation, id },
  )
}

export function findAnyIntegration(store: Store, id: string): Integration | undefined {
  return store.get<Integration>('select * from integrations where id = :id', { id })
}

export function listIntegrations(store: Store, organisation: number, group: string | null) {
  return store.all<ListedIntegration>(
    `select integrations.*, groups.name as group_name
     from integrations
     left join groups
       on groups.id = integrations."group" and groups.organisation = integrations.organisation
     where integrations.organisation = :organisation and deleted_at is null
       and (:group is null or integrations."group" = :group)
     order by integrations.rowid`,
    { organisation, group },
  )
}

type Switches = { id: string; disabled: boolean; refreshNeeded: boolean }

export function switchIntegration(store: Store, { id, disabled, refreshNeeded }: Switches): void {
  store.run(
    `update integrations set disabled = :disabled, refresh_needed = :refreshNeeded where id = :id`,
    { id, disabled: Number(disabled), refreshNeeded: Number(refreshNeeded) },
  )
}

/** What its tools answer, as JSON by their methods. */
export function setTools(store: Store, { id, tools }: { id: string; tools: string }): void {
  store.run('update integrations set tools = :tools where id = :id', { id, tools })
}

type Place = { id: string; name: string; group: string | null }

/** Another name, another customer group. */
export function moveIntegration(store: Store, place: Place): void {
  store.run('update integrations set name = :name, "group" = :group where id = :id', place)
}

/** A soft delete; its posts go with it. */
export function removeIntegration(store: Store, id: string, now: number): void {
  store.together(() => {
    store.run('update integrations set deleted_at = :now where id = :id', { id, now })
    store.run(
      `update posts set deleted_at = :now, run_at = null
       where integration = :id and deleted_at is null`,
      { id, now },
    )
  })
}

export function restoreIntegration(store: Store, id: string): void {
  store.run('update integrations set deleted_at = null where id = :id', { id })
}

export type ChannelRow = Integration & { organisation_name: string }

/** Of all organisations, removed ones, too. */
export function listAllIntegrations(store: Store): ChannelRow[] {
  return store.all<ChannelRow>(
    `select integrations.*, organisations.name as organisation_name
     from integrations join organisations on organisations.id = integrations.organisation
     order by integrations.organisation, integrations.rowid`,
  )
}
