import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { isSlotTaken } from '../store/posts.ts'

const hourMs = 3_600_000

/** The next full hour that a channel has nothing in; UTC, written without a zone. */
export function findSlot({ sandbox, params }: Call): Answer {
  let at = (Math.floor(sandbox.now() / hourMs) + 1) * hourMs
  while (isSlotTaken(sandbox.store, params.id!, at)) at += hourMs
  return json(200, { date: `${new Date(at).toISOString().slice(0, 16)}:00` })
}
