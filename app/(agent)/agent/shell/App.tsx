'use client'

import { useSyncExternalStore } from 'react'
import { phoneBook } from '../answers/phoneBook.ts'
import { LogIn } from '../session/LogIn.tsx'
import { useSession } from '../session/useSession.ts'
import { Desk } from './Desk.tsx'
import { Splash } from './Splash.tsx'
import { useWorker } from './useWorker.ts'

/** The whole page: it finds out who is there, and shows the log-in or the tasks. */
export const App = () => {
  const session = useSession()
  const update = useWorker()
  const book = useSyncExternalStore(phoneBook.subscribe, phoneBook.read, phoneBook.read)
  const { state } = session
  if (state.is === 'checking') return <Splash />
  if (state.is === 'out') {
    return <LogIn notice={state.notice} waiting={book.waiting.length} onLogIn={session.logIn} />
  }
  return (
    <Desk
      key={state.session.device}
      session={state.session}
      update={update}
      onLogOut={session.logOut}
      onLoggedOut={session.recheck}
    />
  )
}
