import { useEffect } from 'react'
import type { TaskView } from '../tasks/task.ts'
import { tellWorker } from './tellWorker.ts'

type Args = { now: TaskView[]; done: TaskView[]; isLoaded: boolean }

const idsOf = (tasks: TaskView[]): string => tasks.map(({ id }) => String(id)).join(' ')

const listOf = (ids: string): string[] => (ids === '' ? [] : ids.split(' '))

/** Shows on the app's icon how many tasks are to be done, and takes down notifications about tasks that are over. */
export const useBadge = ({ now, done, isLoaded }: Args): void => {
  const open = idsOf(now)
  const over = idsOf(done)
  useEffect(() => {
    if (!isLoaded) return
    const ids = listOf(open)
    void tellWorker({ type: 'tasks', open: ids, over: listOf(over) })
    // Where the icon has no place for a number, or the person does not want one, there is none.
    if ('setAppBadge' in navigator) navigator.setAppBadge(ids.length).catch(() => undefined)
  }, [open, over, isLoaded])
}
