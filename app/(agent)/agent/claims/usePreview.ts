import { useEffect, useRef, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { Claim, ClaimPreview } from './claim.ts'

export type Preview =
  | { is: 'loading' | 'offline' }
  | { is: 'here'; preview: ClaimPreview }
  | { is: 'refused'; code: string; detail: string | undefined }

type Args = { claim: Claim | undefined; isInTouch: boolean }

/**
 * Time from one look to the next, in milliseconds: while the film is made, where the server was not reached, and where it
 * refused what may be mended.
 */
const paceMs = { making: 1_500, missed: 5_000, refused: 15_000 }

/** A link is fetched anew so long before it ends, in milliseconds. */
const linkMs = 10 * 60_000

/** Answers after which nothing comes any more: it is gone, or not for this person. */
const isEnd = (status: number): boolean => [401, 403, 404, 410].includes(status)

/** When to look again, in milliseconds from now. */
const nextLook = ({ state, file }: ClaimPreview): number =>
  state === 'making' || !file
    ? paceMs.making
    : Math.max(paceMs.missed, Date.parse(file.expiresAt) - Date.now() - linkMs)

/** The film as it will go out, looked at until it is made; anew when the claim is dressed otherwise. */
export const usePreview = ({ claim, isInTouch }: Args): Preview & { makeAgain: () => void } => {
  const [preview, setPreview] = useState<Preview>({ is: 'loading' })
  const [again, setAgain] = useState(0)
  const asked = useRef(0)
  const id = claim && String(claim.id)
  // What the film follows from, and what is said with it.
  const dress = claim && JSON.stringify([claim.overlays, claim.platforms.map((one) => one.caption)])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another dress is another film
  useEffect(() => {
    if (id === undefined || !isInTouch) return
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let isAgain = again !== asked.current
    asked.current = again
    const look = async () => {
      const reply = await callApi<ClaimPreview>({
        path: `/claims/${encodeURIComponent(id)}/preview${isAgain ? '?again=true' : ''}`,
      })
      if (isOver) return
      if (reply.isOk) {
        isAgain = false
        setPreview({ is: 'here', preview: reply.value })
        if (reply.value.state !== 'failed') timer = setTimeout(look, nextLook(reply.value))
      } else if (reply.status === 0 || reply.status >= 500) {
        setPreview((before) => (before.is === 'here' ? before : { is: 'offline' }))
        timer = setTimeout(look, paceMs.missed)
      } else {
        setPreview({ is: 'refused', code: reply.code, detail: reply.detail })
        if (!isEnd(reply.status)) timer = setTimeout(look, paceMs.refused)
      }
    }
    void look()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [id, dress, isInTouch, again])
  return { ...preview, makeAgain: () => setAgain((count) => count + 1) }
}
