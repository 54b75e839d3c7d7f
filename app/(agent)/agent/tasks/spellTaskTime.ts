import type { Words } from '../words/index.ts'
import { spellTime } from '../words/spellTime.ts'

type Args = {
  /** An instant, as text in ISO 8601 or in milliseconds UTC. */
  at: string | number
  /** In milliseconds UTC. */
  now: number
  /** The time zone (IANA) of the client. */
  zone: string
  words: Pick<Words, 'locale' | 'dayAndTime'>
}

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** A time of a task by the clock of this phone, and where the client's clock shows another one, that too: "14:30 (15:30 Madrid)". */
export const spellTaskTime = ({ at, now, zone, words }: Args): string => {
  const here = spellTime({ at, now, words })
  const there = spellTime({ at, now, words, zone })
  return here === there ? here : `${here} (${there} ${cityOf(zone)})`
}
