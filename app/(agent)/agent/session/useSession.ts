import { useCallback, useEffect, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import { isInstalled } from '../shell/installed.ts'
import { openStorage } from '../shell/openStorage.ts'
import { phoneStore } from '../shell/phoneStore.ts'
import { useWords } from '../words/useWords.ts'
import { heldAuthorization, holdCredential } from './credential.ts'
import { explainLogIn } from './explainLogIn.ts'
import { forgetPerson } from './forgetPerson.ts'
import { isRevoked } from './isRevoked.ts'
import { type KeptSession, keepSession, readOther, readSession } from './keptSession.ts'
import { nameOfPhone } from './nameOfPhone.ts'
import { personKey, rememberPerson } from './person.ts'
import { signIn } from './signIn.ts'

/** Why somebody who was logged in is asked to log in again. */
export type Notice = 'ended'

type State =
  | { is: 'checking' }
  | { is: 'out'; notice?: Notice }
  | { is: 'in'; session: KeptSession }

export type Session = {
  state: State
  /** Returns the sentence that says why it failed, if it did. */
  logIn: (email: string, password: string) => Promise<string | undefined>
  /** Returns false where the server could not be told. */
  logOut: () => Promise<boolean>
  /** To be called when the server seems not to know the phone any more. */
  recheck: () => void
}

/** A store that is broken or full keeps nobody out: the page goes on with what it knows. */
const goOn = () => undefined

/**
 * Who is logged in on this phone: once, until the phone is logged out here or from elsewhere. It is known without a
 * network, too.
 */
export const useSession = (): Session => {
  const words = useWords()
  const [state, setState] = useState<State>({ is: 'checking' })

  const enter = useCallback((session: KeptSession | undefined, notice?: Notice) => {
    holdCredential(session?.credential)
    setState(session ? { is: 'in', session } : { is: 'out', notice })
  }, [])

  const leave = useCallback(
    async (notice?: Notice) => {
      const left = heldAuthorization()
      enter(undefined, notice)
      // A tab that slept while somebody else logged in must not take their log-in off the phone.
      const other = await readOther(phoneStore, left).catch(goOn)
      if (other) return enter(other)
      try {
        await forgetPerson()
      } finally {
        rememberPerson(openStorage(), undefined)
      }
    },
    [enter],
  )

  useEffect(() => {
    const read = async () => enter(await readSession(phoneStore))
    // What another tab has written into the store is told by the person in the storage.
    const follow = (event: StorageEvent) => {
      if (event.key === personKey) read().catch(goOn)
    }
    // A page that the browser had put aside was told nothing meanwhile.
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) read().catch(goOn)
    }
    read().catch(() => enter(undefined))
    window.addEventListener('storage', follow)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.removeEventListener('storage', follow)
      window.removeEventListener('pageshow', comeBack)
    }
  }, [enter])

  return {
    state,
    logIn: async (email, password) => {
      const { userAgent } = navigator
      const name = nameOfPhone({ userAgent, isInstalled: isInstalled() })
      const signed = await signIn({ email, password, name, language: words.locale })
      if (!signed.isOk) return explainLogIn(signed.reply, words)
      // Where the phone has no room, they are logged in as long as the page is open.
      await keepSession(phoneStore, signed.session).catch(goOn)
      rememberPerson(openStorage(), signed.session.person)
      // Else a browser may clear what is kept when the phone is full, and with it the log-in.
      void navigator.storage?.persist?.()
      enter(signed.session)
      return undefined
    },
    logOut: async () => {
      if (state.is !== 'in') return true
      const { device } = state.session
      const reply = await callApi({ path: `/devices/${device}/revoke`, method: 'POST', body: {} })
      if (!reply.isOk && (reply.status === 0 || reply.status >= 500)) return false
      await leave()
      return true
    },
    recheck: useCallback(async () => {
      const asked = heldAuthorization()
      // Whoever has logged in meanwhile stays.
      if (asked && (await isRevoked()) && asked === heldAuthorization()) await leave('ended')
    }, [leave]),
  }
}
