/** The id of a record: a number or a UUID, as the application's database adapter has it. */
export type ID = number | string

/** The id of a record that is given by its id or whole; undefined where there is none. */
export const idOf = (value: unknown): ID | undefined => {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (value && typeof value === 'object' && 'id' in value) return idOf(value.id)
  return undefined
}
