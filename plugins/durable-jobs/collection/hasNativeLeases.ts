import type { CollectionConfig, Field } from 'payload'

const fieldsOf = (fields: Field[]): Field[] =>
  fields.flatMap((field) => {
    if ('tabs' in field) return field.tabs.flatMap((tab) => fieldsOf(tab.fields))
    if ('fields' in field && !('name' in field)) return [field, ...fieldsOf(field.fields)]
    return [field]
  })

/** The fields of a collection by name, also those that tabs and rows only lay out. */
export const fieldNames = (collection: Pick<CollectionConfig, 'fields'>): Set<string> =>
  new Set(fieldsOf(collection.fields).flatMap((field) => ('name' in field ? [field.name] : [])))

/** Payload 4 has leases of its own; there this plugin steps aside. */
export const hasNativeLeases = (collection: Pick<CollectionConfig, 'fields'>): boolean =>
  fieldNames(collection).has('processingUntil')
