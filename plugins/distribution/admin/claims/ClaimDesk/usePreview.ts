import { useState } from 'react'
import type { z } from 'zod'
import type { previewClaim } from '../../../claims/operations/previewClaim.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'

export type Preview = z.output<(typeof previewClaim)['output']>

/** While it is made it is looked at often; its link holds longer than the second pace, in milliseconds. */
const paceMs = { making: 2_000, ready: 5 * 60_000, refused: 15_000 }

/** What goes out of a claim and what keeps it from where; looked at again while that may change. `why` says why it is not known. */
export const usePreview = (
  id: string,
): { preview: Preview | undefined; why: string | undefined } => {
  const { get } = useApi()
  const [preview, setPreview] = useState<Preview>()
  const [why, setWhy] = useState<string>()
  usePolling({
    look: async (signal) => {
      const answered = await get<Preview>(`/claims/${encodeURIComponent(id)}/preview`, signal)
      if ('problem' in answered) {
        setWhy(answered.problem.detail)
        return answered.problem.status === 0 ? null : paceMs.refused
      }
      setWhy(undefined)
      setPreview(answered.answer)
      return answered.answer.state === 'making' ? paceMs.making : paceMs.ready
    },
  })
  return { preview, why }
}
