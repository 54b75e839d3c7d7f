import type { Payload } from 'payload'
import { settingsOf } from '../settings.ts'
import { tenantCollections } from './collections/index.ts'

const refuse = (sentence: string): never => {
  throw new Error(`postyard: ${sentence}`)
}

/**
 * Refuses to run where the application's collection of tenants does not fit, where records would not be separated by
 * tenant, or where ids have no default in the database.
 */
export const checkTenancy = (payload: Payload): void => {
  const { slugs, tenantsSlug, mediaSlug } = settingsOf(payload)
  const fieldOf = (slug: string, name: string) =>
    payload.collections[slug]?.config.flattenedFields.find((field) => field.name === name)

  if (!payload.collections[tenantsSlug]) {
    refuse(`there is no collection "${tenantsSlug}". Name the one of your tenants in tenantsSlug.`)
  }
  const name = fieldOf(tenantsSlug, 'name')
  if (name?.type !== 'text' || name.localized || name.virtual) {
    refuse(`give the collection "${tenantsSlug}" a text field "name" that is not localized.`)
  }
  const separate = [mediaSlug, ...tenantCollections.map((own) => slugs[own])]
  const missing = separate.filter((slug) => !fieldOf(slug, 'tenant'))
  if (missing.length > 0) {
    refuse(
      `list these collections in plugin-multi-tenant, after this plugin: ${missing.join(', ')}.`,
    )
  }
  if (payload.db.idType === 'uuidv7') {
    refuse("set the adapter's idType to 'serial' or 'uuid'.")
  }
}
