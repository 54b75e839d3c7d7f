import type { Payload } from 'payload'
import { settingsOf } from '../settings.ts'
import { tenantCollections } from './collections/index.ts'

/** Refuses to run where records would not be separated by tenant, or where ids have no default in the database. */
export const checkTenancy = (payload: Payload): void => {
  const { slugs } = settingsOf(payload)
  const missing = tenantCollections.filter(
    (name) =>
      !payload.collections[slugs[name]]?.config.flattenedFields.some(
        (field) => field.name === 'tenant',
      ),
  )
  if (missing.length > 0) {
    throw new Error(
      `postyard: list these collections in plugin-multi-tenant, after this plugin: ${missing
        .map((name) => slugs[name])
        .join(', ')}.`,
    )
  }
  if (payload.db.idType === 'uuidv7') {
    throw new Error("postyard: set the adapter's idType to 'serial' or 'uuid'.")
  }
}
