import { useState } from 'react'
import { newKey } from '../answers/newKey.ts'
import type { Photo } from '../answers/shrinkPhoto.ts'
import { callApi } from '../shell/callApi.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'

type Upload = {
  isBusy: boolean
  problem: string | undefined
  /** Returns the id of the file; undefined where the server did not take it. */
  send: (photo: Photo) => Promise<string | undefined>
}

/** Brings a picture from the phone to the client of a claim. */
export const useUpload = (id: string): Upload => {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const send = async ({ picture, mimeType }: Photo) => {
    setBusy(true)
    setProblem(undefined)
    const reply = await callApi<{ id: string | number }>({
      path: `/claims/${encodeURIComponent(id)}/upload`,
      method: 'POST',
      body: { file: picture, mimeType },
      key: newKey(),
      timeoutMs: 60_000,
    })
    setBusy(false)
    if (reply.isOk) return String(reply.value.id)
    setProblem(explainProblem(reply, words))
    return undefined
  }
  return { isBusy, problem, send }
}
