import { useState } from 'react'
import { localUrl } from '../posting/localUrl.ts'
import { callApi } from '../shell/callApi.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'

type Download = { isBusy: boolean; problem: string | undefined; start: () => Promise<void> }

/** Puts the finished film of a claim among the phone's downloads. */
export const useDownload = (id: string): Download => {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const start = async () => {
    setBusy(true)
    setProblem(undefined)
    const reply = await callApi<{ url: string; filename: string }>({
      path: `/claims/${encodeURIComponent(id)}/download`,
      method: 'POST',
      body: {},
    })
    setBusy(false)
    if (!reply.isOk) return setProblem(explainProblem(reply, words))
    const link = document.createElement('a')
    link.href = localUrl(reply.value.url, window.location.origin)
    link.download = reply.value.filename
    document.body.append(link)
    link.click()
    link.remove()
  }
  return { isBusy, problem, start }
}
