import { useEffect, useState } from 'react'
import type { Tab } from './Tabs.tsx'

type Args = {
  /** How many tasks and claims there are; undefined while that is not known. */
  tasks: number | undefined
  claims: number | undefined
}

/**
 * Which list is shown: at first that of tasks, unless there are claims and nothing but claims; then the one that the
 * person chooses. Whoever has no claims has one list.
 */
export const useTab = ({ tasks, claims }: Args): { tab: Tab; choose: (tab: Tab) => void } => {
  const [chosen, choose] = useState<Tab>()
  const landed: Tab = tasks === 0 && (claims ?? 0) > 0 ? 'claims' : 'tasks'
  const isKnown = tasks !== undefined && claims !== undefined
  useEffect(() => {
    // What comes later must not take the list away under the finger.
    if (isKnown && (claims ?? 0) > 0) choose((before) => before ?? landed)
  }, [isKnown, claims, landed])
  const tab = chosen ?? landed
  return { tab: (claims ?? 0) > 0 ? tab : 'tasks', choose }
}
