import { useCallback, useEffect, useRef, useState } from 'react'
import { callApi, unknownCode } from '../shell/callApi.ts'
import type { Claim } from './claim.ts'
import { keepClaims, readClaims } from './keptClaims.ts'

export type Claims = {
  /** Undefined until the server has said them, or they were found on the phone; none where the person is no influencer. */
  claims: Claim[] | undefined
  reload: () => void
  /** Puts in what the API said about one claim, ahead of the next list. */
  patch: (claim: Claim) => void
}

type Args = { user: string; isInTouch: boolean; onLoggedOut: () => void }

/** Time from one look to the next, in milliseconds: for who has claims, and for who has none. */
const paceMs = { some: 5_000, none: 60_000 }

/** What the server answers whoever is no influencer. */
const isNobody = (status: number) => status === 403

const mine = '/claims/mine?whose=own&limit=100'

/** The claims of the person as an influencer, kept up to date while the page is seen, and kept on the phone. */
export const useClaims = ({ user, isInTouch, onLoggedOut }: Args): Claims => {
  const [claims, setClaims] = useState<Claim[]>()
  const latest = useRef<Claim[]>(undefined)
  const patches = useRef(0)
  const load = useRef(() => {})

  const show = useCallback((next: Claim[]) => {
    latest.current = next
    setClaims(next)
  }, [])

  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const before = patches.current
      const reply = await callApi<{ claims: Claim[] }>({ path: mine })
      if (isOver || patches.current !== before) return
      if (reply.isOk) {
        show(reply.value.claims)
        await keepClaims(user, { claims: reply.value.claims, at: Date.now() })
      } else if (reply.status === 401 && reply.code !== unknownCode) onLoggedOut()
      else if (isNobody(reply.status)) show([])
    }
    const run = async () => {
      clearTimeout(timer)
      await look()
      if (isOver || document.visibilityState !== 'visible') return
      clearTimeout(timer)
      timer = setTimeout(run, latest.current?.length ? paceMs.some : paceMs.none)
    }
    const wake = () => {
      if (document.visibilityState === 'visible') void run()
    }
    const begin = async () => {
      const kept = await readClaims(user)
      if (isOver) return
      if (kept && !latest.current) show(kept.claims)
      if (isInTouch) await run()
    }
    load.current = wake
    void begin()
    document.addEventListener('visibilitychange', wake)
    return () => {
      isOver = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [user, isInTouch, onLoggedOut, show])

  return {
    claims,
    reload: useCallback(() => load.current(), []),
    patch: useCallback(
      (claim) => {
        patches.current += 1
        const known = latest.current ?? []
        const isKnown = known.some(({ id }) => id === claim.id)
        const next = isKnown
          ? known.map((one) => (one.id === claim.id ? claim : one))
          : [...known, claim]
        show(next)
        void keepClaims(user, { claims: next, at: Date.now() })
      },
      [user, show],
    ),
  }
}
