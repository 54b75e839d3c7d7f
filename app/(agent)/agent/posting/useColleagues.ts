import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { listAgents } from '../../../../plugins/distribution/assist/operations/listAgents.ts'
import { callApi } from '../shell/callApi.ts'

export type Colleague = z.output<(typeof listAgents)['output']>['agents'][number]

type Colleagues =
  | { is: 'loading' }
  | { is: 'here'; colleagues: Colleague[] }
  | { is: 'failed'; code: string; detail: string | undefined }

/** To whom a task can be handed over, asked for as long as that is being chosen. */
export const useColleagues = (args: { id: string; me: string; isOpen: boolean }): Colleagues => {
  const { id, me, isOpen } = args
  const [found, setFound] = useState<Colleagues>({ is: 'loading' })
  useEffect(() => {
    if (!isOpen) return
    let isOver = false
    const load = async () => {
      const reply = await callApi<{ agents: Colleague[] }>({
        path: `/assist/tasks/${encodeURIComponent(id)}/agents`,
      })
      if (isOver) return
      if (!reply.isOk) return setFound({ is: 'failed', ...reply })
      const colleagues = reply.value.agents.filter((agent) => String(agent.id) !== me)
      setFound({ is: 'here', colleagues })
    }
    setFound({ is: 'loading' })
    void load()
    return () => {
      isOver = true
    }
  }, [id, me, isOpen])
  return found
}
