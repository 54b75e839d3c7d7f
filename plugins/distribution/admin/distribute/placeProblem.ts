import { fieldOfCode, fieldOfPart } from '../../model/fieldOfRefusal.ts'
import type { Problem } from '../calls/problem.ts'

/** A sentence and the field of the post at which it is shown. */
export type Placed = { path: string; message: string }

/**
 * The fields of a post that cause a refusal, each once, with what is wrong there. A refused content names its place
 * as `<channel>.<part>`; `nameOf` gives the channel's name.
 */
export const placeProblem = (
  problem: Problem,
  nameOf: (channel: string) => string | undefined,
): Placed[] => {
  const byPath = new Map<string, string[]>()
  const put = (path: string | undefined, message: string) => {
    if (path) byPath.set(path, [...(byPath.get(path) ?? []), message])
  }
  if (problem.code === 'CONTENT_REFUSED') {
    for (const { path, message } of problem.errors) {
      const cut = path.lastIndexOf('.')
      const name = nameOf(path.slice(0, cut))
      put(fieldOfPart[path.slice(cut + 1)], name ? `${name}: ${message}` : message)
    }
  } else {
    put(fieldOfCode[problem.code], problem.detail)
  }
  return [...byPath].map(([path, messages]) => ({ path, message: messages.join(' ') }))
}
