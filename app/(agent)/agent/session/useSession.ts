import { useCallback, useEffect, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import { words } from '../words.ts'
import { explainLogIn } from './explainLogIn.ts'
import { type Person, personKey, recallPerson, rememberPerson, toPerson } from './person.ts'

type State = { is: 'checking' } | { is: 'out'; notice?: string } | { is: 'in'; person: Person }

export type Session = {
  state: State
  /** Returns the sentence that says why it failed, if it did. */
  logIn: (email: string, password: string) => Promise<string | undefined>
  /** Returns false where the server could not be told. */
  logOut: () => Promise<boolean>
  /** To be called when the server seems not to know the person any more. */
  recheck: () => void
}

/** A log-in with less time left than this is renewed, in milliseconds. */
const renewMs = 15 * 24 * 60 * 60_000

type Me = { user: unknown; exp?: number }

/** Who is logged in. The log-in lives in a cookie that the page never sees, and is renewed as long as it is used. */
export const useSession = (): Session => {
  const [state, setState] = useState<State>({ is: 'checking' })

  const enter = useCallback((person: Person | undefined, notice?: string) => {
    rememberPerson(localStorage, person)
    setState(person ? { is: 'in', person } : { is: 'out', notice })
  }, [])

  useEffect(() => {
    const check = async () => {
      const reply = await callApi<Me>({ path: '/users/me?depth=0' })
      if (!reply.isOk) {
        const person = recallPerson(localStorage)
        setState(person ? { is: 'in', person } : { is: 'out' })
        return
      }
      const before = recallPerson(localStorage)
      enter(toPerson(reply.value.user), before && words.logIn.ended)
      const { exp } = reply.value
      if (exp !== undefined && exp * 1000 - Date.now() < renewMs) {
        await callApi({ path: '/users/refresh-token', method: 'POST' })
      }
    }
    void check()
  }, [enter])

  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key !== personKey) return
      const person = recallPerson(localStorage)
      setState(person ? { is: 'in', person } : { is: 'out' })
    }
    window.addEventListener('storage', follow)
    return () => window.removeEventListener('storage', follow)
  }, [])

  return {
    state,
    logIn: async (email, password) => {
      const reply = await callApi<{ user: unknown }>({
        path: '/users/login?depth=0',
        method: 'POST',
        body: { email, password },
      })
      if (!reply.isOk) return explainLogIn(reply)
      // A browser at another address than the server's own gets a log-in that is then not accepted.
      const me = await callApi<Me>({ path: '/users/me?depth=0' })
      if (me.isOk && !toPerson(me.value.user)) return words.logIn.elsewhere
      enter(toPerson(reply.value.user))
      return undefined
    },
    logOut: async () => {
      const reply = await callApi({ path: '/users/logout', method: 'POST' })
      if (!reply.isOk && (reply.status === 0 || reply.status >= 500)) return false
      enter(undefined)
      return true
    },
    recheck: useCallback(async () => {
      const me = await callApi<Me>({ path: '/users/me?depth=0' })
      if (me.isOk && !toPerson(me.value.user)) enter(undefined, words.logIn.ended)
    }, [enter]),
  }
}
