import { useEffect, useRef, useState } from 'react'
import type { TaskView } from '../tasks/task.ts'
import { useWords } from '../words/useWords.ts'

/** A sentence for people who do not see the list: which tasks have come since the page was opened. */
export const useArrivals = (now: TaskView[], isLoaded: boolean): string => {
  const words = useWords()
  const known = useRef<Set<string>>(undefined)
  const [sentence, setSentence] = useState('')
  const ids = now.map((task) => String(task.id)).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids say whether the tasks have changed
  useEffect(() => {
    if (!isLoaded) return
    const fresh = now.filter((task) => known.current && !known.current.has(String(task.id)))
    known.current = new Set([...(known.current ?? []), ...now.map((task) => String(task.id))])
    const [first] = fresh
    if (!first) return
    setSentence(
      fresh.length === 1
        ? words.arrived({ title: first.title })
        : words.arrivedMany({ count: fresh.length }),
    )
  }, [ids, isLoaded])
  return sentence
}
