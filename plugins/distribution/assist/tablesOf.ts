import type { Payload } from 'payload'
import { tableOf } from '../model/tableOf.ts'
import type { Settings } from '../options.ts'
import type { Tables } from './taskRows.ts'

/** The tables of the application that tasks are read with. */
export const tablesOf = ({
  payload,
  settings,
}: {
  payload: Payload
  settings: Settings
}): Tables => ({
  tenantsTable: tableOf(payload, settings.tenantsSlug),
  usersTable: tableOf(payload, settings.usersSlug),
})
