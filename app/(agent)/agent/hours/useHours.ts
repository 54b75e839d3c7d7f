import { useCallback, useEffect, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import type { Span, WorkHours } from './hours.ts'

type Problem = { code: string; detail: string | undefined }

export type Change = { timezone?: string; hours?: Span[]; awayHours?: number }

type Hours = {
  /** Undefined until the server has said them. */
  hours: WorkHours | undefined
  problem: Problem | undefined
  isBusy: boolean
  /** Returns whether the server took it. */
  change: (by: Change) => Promise<boolean>
}

type Args = { isInTouch: boolean; onLoggedOut: () => void }

/** When the person who is logged in is asked to post. */
export const useHours = ({ isInTouch, onLoggedOut }: Args): Hours => {
  const [hours, setHours] = useState<WorkHours>()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)

  const load = useCallback(async () => {
    const reply = await callApi<WorkHours>({ path: '/assist/hours' })
    if (reply.isOk) {
      setHours(reply.value)
      setProblem(undefined)
    } else if (reply.status === 401) onLoggedOut()
    else setProblem(reply)
  }, [onLoggedOut])

  useEffect(() => {
    if (isInTouch) void load()
  }, [isInTouch, load])

  const change = useCallback(
    async (by: Change) => {
      setBusy(true)
      const reply = await callApi({ path: '/assist/hours', method: 'POST', body: by })
      if (reply.isOk) await load()
      else setProblem(reply)
      setBusy(false)
      return reply.isOk
    },
    [load],
  )
  return { hours, problem, isBusy, change }
}
