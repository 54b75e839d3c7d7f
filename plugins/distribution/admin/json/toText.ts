/** A value as a person reads and writes it: JSON with two spaces; nothing for nothing; a text as it is. */
export const toText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
