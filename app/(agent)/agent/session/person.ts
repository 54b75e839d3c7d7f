/** Who is logged in on this phone. */
export type Person = { id: string; name: string; email: string }

/** Under which name the person stands in the storage: other tabs hear of a change by it. */
export const personKey = 'postyard.person'

/** The person of a user record of the API; undefined where nobody is logged in. */
export const toPerson = (user: unknown): Person | undefined => {
  if (user === null || typeof user !== 'object' || !('id' in user)) return undefined
  const { id, name, email } = user as { id: unknown; name?: unknown; email?: unknown }
  const mail = typeof email === 'string' ? email : ''
  return {
    id: String(id),
    name: typeof name === 'string' && name !== '' ? name : mail,
    email: mail,
  }
}

/** Tells other tabs that somebody else, or nobody, is logged in now; the log-in itself is in the phone's store. */
export const rememberPerson = (
  storage: Pick<Storage, 'setItem' | 'removeItem'> | undefined,
  person: Person | undefined,
): void => {
  try {
    if (person === undefined) storage?.removeItem(personKey)
    else storage?.setItem(personKey, JSON.stringify(person))
  } catch {
    // A full storage: other tabs find out from the server.
  }
}
