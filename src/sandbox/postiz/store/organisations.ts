import type { CheckedOrganisation } from '../options.ts'
import type { Store } from './openStore.ts'

export type Organisation = { id: number; name: string; key: string; tags: string }

export function findOrganisationByKey(store: Store, key: string): Organisation | undefined {
  return store.get<Organisation>('select * from organisations where key = :key', { key })
}

/** @returns whether there is one of that name */
export function rotateKey(store: Store, name: string, key: string): boolean {
  const found = store.get('select 1 from organisations where name = :name', { name })
  store.run('update organisations set key = :key where name = :name', { name, key })
  return found !== undefined
}

export function listOrganisations(store: Store): Organisation[] {
  return store.all<Organisation>('select * from organisations order by id')
}

export function listGroups(store: Store, organisation: number): { id: string; name: string }[] {
  return store.all(
    'select id, name from groups where organisation = :organisation order by name, id',
    { organisation },
  )
}

/**
 * Brings organisations, groups and integrations in. Again with the same content it changes
 * nothing, and what has been switched since (disabled, removed) stays as it was switched.
 */
export function loadContent(store: Store, content: CheckedOrganisation[]): void {
  store.together(() => {
    for (const organisation of content) loadOrganisation(store, organisation)
  })
}

function loadOrganisation(store: Store, given: CheckedOrganisation): void {
  const { id: organisation } = store.get<{ id: number }>(
    `insert into organisations (name, key, tags) values (:name, :key, :tags)
     on conflict (name) do update set key = excluded.key, tags = excluded.tags
     returning id`,
    { name: given.name, key: given.key, tags: JSON.stringify(given.tags) },
  )!
  for (const { id, name } of given.groups)
    store.run(
      `insert into groups (id, organisation, name) values (:id, :organisation, :name)
       on conflict do update set name = excluded.name`,
      { id, organisation, name },
    )
  for (const integration of given.integrations) {
    const group = given.groups.find(
      ({ id, name }) => id === integration.group || name === integration.group,
    )
    store.run(
      `insert into integrations
         (id, organisation, name, identifier, picture, profile, "group", verified, tools,
          disabled, refresh_needed)
       values
         (:id, :organisation, :name, :identifier, :picture, :profile, :group, :verified, :tools,
          :disabled, :refreshNeeded)
       on conflict (id) do update set
         organisation = excluded.organisation, name = excluded.name,
         identifier = excluded.identifier, picture = excluded.picture,
         profile = excluded.profile, "group" = excluded."group",
         verified = excluded.verified, tools = excluded.tools`,
      {
        id: integration.id,
        organisation,
        name: integration.name,
        identifier: integration.identifier,
        picture: integration.picture,
        profile: integration.profile ?? integration.name.toLowerCase().replace(/[^a-z0-9]+/g, ''),
        group: group?.id ?? null,
        verified: Number(integration.verified),
        tools: JSON.stringify(integration.tools),
        disabled: Number(integration.disabled),
        refreshNeeded: Number(integration.refreshNeeded),
      },
    )
  }
}

/** Forgets all that happened, and all that was switched; organisations and integrations stay. */
export function forgetEverything(store: Store): void {
  store.together(() => {
    for (const table of [
      'posts',
      'publications',
      'media',
      'notifications',
      'limits',
      'requests',
      'integrations',
      'groups',
    ])
      store.run(`delete from ${table}`)
  })
}
