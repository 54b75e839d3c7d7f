import { useEffect, useRef } from 'react'
import { isShown } from './isShown.ts'

/**
 * Gives the focus back to the card of a task that is closed. One that was answered has left its place: then the focus
 * goes to the top of the list, where the next task stands.
 */
export const useFocusBack = (id: string | undefined, isOver: boolean): void => {
  const opened = useRef<{ id: string; wasOver: boolean }>(undefined)
  const isOverNow = useRef(isOver)
  useEffect(() => {
    if (id !== undefined) isOverNow.current = isOver
  }, [id, isOver])
  useEffect(() => {
    // The browser would scroll back to where the card has been, after the focus has moved on.
    window.history.scrollRestoration = 'manual'
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only opening and closing move the focus
  useEffect(() => {
    const closed = opened.current
    opened.current = id === undefined ? undefined : { id, wasOver: isOver }
    if (id !== undefined || closed === undefined) return
    const card = document.getElementById(`task-${closed.id}`)
    if (card && isShown(card) && closed.wasOver === isOverNow.current) card.focus()
    else {
      window.scrollTo(0, 0)
      document.getElementById('now')?.focus({ preventScroll: true })
    }
  }, [id])
}
