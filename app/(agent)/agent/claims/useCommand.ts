import { useState } from 'react'
import { newKey } from '../answers/newKey.ts'
import { callApi } from '../shell/callApi.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'
import type { Claim } from './claim.ts'

export type Command = {
  isBusy: boolean
  /** Why the last one was refused. */
  problem: string | undefined
  /** Forgets why the last one was refused. */
  clear: () => void
  /** Returns whether the server took it. */
  send: (command: string, body?: unknown) => Promise<boolean>
}

type Args = { id: string; onClaim: (claim: Claim) => void; onLoggedOut: () => void }

/** Tells the server what to do with a claim, once each: the answer is the claim as it stands then. */
export const useCommand = ({ id, onClaim, onLoggedOut }: Args): Command => {
  const words = useWords()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const send = async (command: string, body: unknown = {}): Promise<boolean> => {
    setBusy(true)
    setProblem(undefined)
    const reply = await callApi<Claim>({
      path: `/claims/${encodeURIComponent(id)}/${command}`,
      method: 'POST',
      body,
      key: newKey(),
      timeoutMs: 30_000,
    })
    setBusy(false)
    if (reply.isOk) onClaim(reply.value)
    else if (reply.status === 401) onLoggedOut()
    else setProblem(explainProblem(reply, words))
    return reply.isOk
  }
  return { isBusy, problem, clear: () => setProblem(undefined), send }
}
