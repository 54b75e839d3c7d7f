import { useEffect, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { Claim, ClaimPreview } from './claim.ts'

export type Preview =
  | { is: 'loading' | 'offline' }
  | { is: 'here'; preview: ClaimPreview }
  | { is: 'refused'; code: string; detail: string | undefined }

type Args = { claim: Claim | undefined; isInTouch: boolean }

/** Time from one look to the next while the film is made, and until its link is fetched anew, in milliseconds. */
const paceMs = { making: 1_500, ready: 10 * 60_000, missed: 5_000 }

/** The film as it will go out, looked at until it is made; anew when the claim is dressed otherwise. */
export const usePreview = ({ claim, isInTouch }: Args): Preview => {
  const [preview, setPreview] = useState<Preview>({ is: 'loading' })
  const id = claim && String(claim.id)
  // What the film follows from, and what is said with it.
  const dress = claim && JSON.stringify([claim.overlays, claim.platforms.map((one) => one.caption)])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another dress is another film
  useEffect(() => {
    if (id === undefined || !isInTouch) return
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const reply = await callApi<ClaimPreview>({
        path: `/claims/${encodeURIComponent(id)}/preview`,
      })
      if (isOver) return
      if (reply.isOk) {
        setPreview({ is: 'here', preview: reply.value })
        const isMaking = reply.value.state === 'making'
        timer = setTimeout(look, isMaking ? paceMs.making : paceMs.ready)
      } else if (reply.status === 0 || reply.status >= 500) {
        setPreview((before) => (before.is === 'here' ? before : { is: 'offline' }))
        timer = setTimeout(look, paceMs.missed)
      } else setPreview({ is: 'refused', code: reply.code, detail: reply.detail })
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [id, dress, isInTouch])
  return preview
}
