/** Half of a surrogate pair, and the character zero: Postgres keeps neither. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')

/** The path of the first text that no database can keep; undefined where there is none. */
export const findUnstorable = (value: unknown, path = ''): string | undefined => {
  if (typeof value === 'string') return isStorable(value) ? undefined : path
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, part] of Object.entries(value)) {
    if (!isStorable(key)) return path === '' ? 'a name' : path
    const found = findUnstorable(part, path === '' ? key : `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
