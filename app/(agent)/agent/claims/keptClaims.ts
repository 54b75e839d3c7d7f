import { phoneStore } from '../shell/phoneStore.ts'
import type { Claim } from './claim.ts'

/** The claims as the server gave them, with the time at which it did, in milliseconds UTC. */
export type KeptClaims = { claims: Claim[]; at: number }

const key = (user: string) => `claims/${user}`

/** A phone that is full, or whose storage is broken, keeps nothing: the page goes on with what the server says. */
const orNothing = <Value>(kept: Promise<Value>): Promise<Value | undefined> =>
  kept.catch(() => undefined)

export const keepClaims = (user: string, kept: KeptClaims): Promise<void> =>
  orNothing(phoneStore.set(key(user), kept))

export const readClaims = (user: string): Promise<KeptClaims | undefined> =>
  orNothing(phoneStore.get<KeptClaims>(key(user)))
