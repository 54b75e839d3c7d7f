import { useCallback, useEffect, useRef, useState } from 'react'
import { readPages } from '../../../../plugins/distribution/readPages.ts'
import { callApi, type Reply, unknownCode } from '../shell/callApi.ts'
import type { Claim } from './claim.ts'
import { keepClaims, readClaims } from './keptClaims.ts'

export type Claims = {
  /** Undefined until the server has said them, or they were found on the phone; none where the person is no influencer. */
  claims: Claim[] | undefined
  /** Whether there are older ones than these. */
  hasMore: boolean
  /** Brings the next older ones. */
  more: () => void
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

type Page = { claims: Claim[]; next: string | null }
type Failure = Extract<Reply<Page>, { isOk: false }>

const readMine = (count: number) =>
  readPages<Page, Failure>({
    count,
    read: async (cursor) => {
      const path = cursor ? `${mine}&cursor=${encodeURIComponent(cursor)}` : mine
      const reply = await callApi<Page>({ path })
      return reply.isOk ? { page: reply.value } : { stop: reply }
    },
  })

/** The claims of the person as an influencer, kept up to date while the page is seen, and kept on the phone. */
export const useClaims = ({ user, isInTouch, onLoggedOut }: Args): Claims => {
  const [claims, setClaims] = useState<Claim[]>()
  const [hasMore, setHasMore] = useState(false)
  const pages = useRef(1)
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
      const wanted = pages.current
      const read = await readMine(wanted)
      if (isOver || patches.current !== before || pages.current !== wanted) return
      if ('pages' in read) {
        const all = read.pages.flatMap((page) => page.claims)
        show(all)
        setHasMore(read.next !== null)
        await keepClaims(user, { claims: all, at: Date.now() })
      } else if (read.stop.status === 401 && read.stop.code !== unknownCode) onLoggedOut()
      else if (isNobody(read.stop.status)) show([])
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
    hasMore,
    more: useCallback(() => {
      pages.current += 1
      load.current()
    }, []),
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
