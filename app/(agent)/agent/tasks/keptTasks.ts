import { phoneStore } from '../shell/phoneStore.ts'
import { type Coming, deliveryOf } from './coming.ts'
import type { TaskSummary } from './task.ts'

/** The list as the server gave it, with the time at which it did, in milliseconds UTC. */
export type KeptList = { tasks: TaskSummary[]; coming: Coming[]; at: number }

/** What a page shows as the server gave it, with the time at which it did, in milliseconds UTC. */
export type KeptPage<Value> = { value: Value; at: number }

/**
 * A phone that is full, or whose storage is broken, keeps nothing: the page then goes on with what the server says, and
 * says itself that it has nothing where there is no network.
 */
const orNothing = <Value>(kept: Promise<Value>): Promise<Value | undefined> =>
  kept.catch(() => undefined)

const listKey = (user: string) => `list/${user}`

/** Tasks and coming posts under one roof each, so that what has left the list can be found and forgotten. */
const keyOf = (user: string, page: string): string => {
  const delivery = deliveryOf(page)
  return delivery === undefined ? `task/${user}/${page}` : `coming/${user}/${delivery}`
}

export const keepList = (user: string, list: KeptList): Promise<void> =>
  orNothing(phoneStore.set(listKey(user), list))

export const readList = (user: string): Promise<KeptList | undefined> =>
  orNothing(phoneStore.get<KeptList>(listKey(user)))

export const keepPage = <Value>(user: string, page: string, kept: KeptPage<Value>): Promise<void> =>
  orNothing(phoneStore.set(keyOf(user, page), kept))

export const readPage = <Value>(user: string, page: string): Promise<KeptPage<Value> | undefined> =>
  orNothing(phoneStore.get<KeptPage<Value>>(keyOf(user, page)))

/** Forgets every page of a person but these. */
export const forgetOtherPages = (user: string, pages: string[]): Promise<void> =>
  orNothing(forgetBut(user, pages))

const forgetBut = async (user: string, pages: string[]): Promise<void> => {
  const still = new Set(pages.map((page) => keyOf(user, page)))
  const kept = await Promise.all(
    [`task/${user}/`, `coming/${user}/`].map((prefix) => phoneStore.keys(prefix)),
  )
  await Promise.all(
    kept
      .flat()
      .filter((key) => !still.has(key))
      .map((key) => phoneStore.remove(key)),
  )
}
