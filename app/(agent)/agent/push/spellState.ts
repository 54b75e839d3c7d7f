import type { Words } from '../words/index.ts'
import { remedyForBlocked } from './pushState.ts'
import type { PushOfPhone } from './usePush.ts'

type Said = Pick<PushOfPhone, 'state' | 'browser' | 'failure'>

/** How it is with notifications on this phone, in a sentence. */
export const spellState = ({ state, failure }: Said, { push }: Words): string =>
  state === 'failed' ? push.state.failed({ code: failure ?? '' }) : push.state[state]

/** What the person can do about it; undefined where there is nothing to be done, or a button does it. */
export const spellRemedy = ({ state, browser }: Said, { push }: Words): string | undefined => {
  const { remedy } = push
  if (state === 'blocked') return remedy[remedyForBlocked(browser)]
  const known: Readonly<Record<string, string>> = remedy
  return known[state]
}
