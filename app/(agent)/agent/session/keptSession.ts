import type { Store } from '../shell/store.ts'
import { authorizationOf } from './credential.ts'
import type { Person } from './person.ts'

/** What this phone is logged in with. */
export type KeptSession = {
  /** The id that the server gave this phone. */
  device: string
  /** `<id>.<secret>`, as the header `Authorization` takes it. */
  credential: string
  person: Person
}

const key = 'session'

/** What outlives the log-out of this phone: photos of answers that wait, and the language. */
const staying = ['photo/', 'language']

export const readSession = (store: Store): Promise<KeptSession | undefined> =>
  store.get<KeptSession>(key)

export const keepSession = (store: Store, session: KeptSession): Promise<void> =>
  store.set(key, session)

/** Who has logged in on this phone since, in another tab; undefined where what is kept is the log-in that is given, or none. */
export const readOther = async (
  store: Store,
  authorization: string | undefined,
): Promise<KeptSession | undefined> => {
  const kept = await readSession(store)
  return kept && authorizationOf(kept.credential) !== authorization ? kept : undefined
}

/** Leaves nothing of the person on this phone but answers that are not sent yet. */
export const wipeSession = (store: Store): Promise<void> => store.clear({ except: staying })
