import { useCallback, useEffect, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import { useFromWorker } from '../shell/useFromWorker.ts'
import { explainProblem } from '../words/explainProblem.ts'
import type { Words } from '../words/index.ts'

type Sent = { result: 'sent' | 'retry' | 'gone' | 'failed' | 'none'; code: string | null }

type Test =
  | { is: 'idle' | 'sending' | 'waiting' | 'arrived' | 'lost' | 'retry' | 'gone' | 'none' }
  | { is: 'failed'; code: string }
  | { is: 'problem'; code: string; detail: string | undefined }

/** For how long a test may be on its way, in seconds. */
const waitSeconds = 20

/** Tries whether a push reaches this phone: from the server through Google to the worker, and back to this page. */
export const useTestPush = (device: string) => {
  const [test, setTest] = useState<Test>({ is: 'idle' })

  useFromWorker(
    useCallback((message) => {
      if (message.type === 'pushed' && message.isTest) setTest({ is: 'arrived' })
    }, []),
  )

  const isWaiting = test.is === 'waiting'
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setTest({ is: 'lost' }), waitSeconds * 1000)
    return () => clearTimeout(timer)
  }, [isWaiting])

  const run = async () => {
    setTest({ is: 'sending' })
    const path = `/devices/${encodeURIComponent(device)}/test-push`
    const reply = await callApi<Sent>({ path, method: 'POST', body: {} })
    setTest((before) => (before.is === 'arrived' ? before : said(reply)))
  }
  return { test, run }
}

const said = (reply: Awaited<ReturnType<typeof callApi<Sent>>>): Test => {
  if (!reply.isOk) return { is: 'problem', code: reply.code, detail: reply.detail }
  const { result, code } = reply.value
  if (result === 'failed') return { is: 'failed', code: code ?? '' }
  return { is: result === 'sent' ? 'waiting' : result }
}

/** How a test went, in words; undefined where there is nothing to say yet. */
export const spellTest = (test: Test, words: Words): string | undefined => {
  const { tested } = words.push
  if (test.is === 'idle' || test.is === 'sending') return undefined
  if (test.is === 'failed') return tested.failed({ code: test.code })
  if (test.is === 'problem') return explainProblem(test, words)
  return test.is === 'lost' ? tested.lost({ count: waitSeconds }) : tested[test.is]
}
