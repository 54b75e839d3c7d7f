/** Who is logged in on this phone. */
export type Person = { id: string; name: string; email: string }

/** Under which name the person is kept; other tabs hear of a change by it. */
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

/** Whoever was logged in last: without a network the page opens for this person. */
export const recallPerson = (storage: Storage): Person | undefined => {
  try {
    return toPerson(JSON.parse(storage.getItem(personKey) ?? 'null'))
  } catch {
    return undefined
  }
}

export const rememberPerson = (storage: Storage, person: Person | undefined): void => {
  if (person === undefined) storage.removeItem(personKey)
  else storage.setItem(personKey, JSON.stringify(person))
}
