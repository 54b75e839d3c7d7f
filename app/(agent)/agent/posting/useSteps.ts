import { useState } from 'react'
import type { Step } from './stepsOf.ts'

const keyOf = (task: string) => `postyard.steps.${task}`

const read = (task: string): Step[] => {
  try {
    const found = JSON.parse(sessionStorage.getItem(keyOf(task)) ?? '[]') as unknown
    return Array.isArray(found) ? (found as Step[]) : []
  } catch {
    return []
  }
}

type Steps = { done: ReadonlySet<Step>; mark: (...steps: Step[]) => void }

/** The steps done of a task. They outlive a page that the phone threw out while another app was open. */
export const useSteps = (task: string): Steps => {
  const [done, setDone] = useState<ReadonlySet<Step>>(() => new Set(read(task)))
  return {
    done,
    mark: (...steps) => {
      const all = new Set([...done, ...steps])
      setDone(all)
      try {
        sessionStorage.setItem(keyOf(task), JSON.stringify([...all]))
      } catch {
        // Where the browser keeps nothing they hold as long as the page is open, and the next step goes on.
      }
    },
  }
}
