import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import styles from './push.module.css'
import { spellRemedy, spellState } from './spellState.ts'
import type { PushOfPhone } from './usePush.ts'

/** States in which somebody may miss a task, so that they are said without being asked for. */
const said: readonly PushOfPhone['state'][] = [
  'off',
  'blocked',
  'install',
  'insecure',
  'unsupported',
  'failed',
]

/** Says above the list why no notification comes to this phone, and what to do; until it is put away. */
export const PushNotice = ({ push }: { push: PushOfPhone }) => {
  const words = useWords()
  const [putAway, setPutAway] = useState<PushOfPhone['state']>()
  const { state, isBusy, turnOn, lookAgain } = push
  if (!said.includes(state) || putAway === state) return null
  return (
    <section className={styles.notice} aria-label={words.push.title}>
      <Icon name="bell" />
      <div>
        <p>
          <strong>{words.push.title}:</strong> {spellState(push, words)}
        </p>
        {spellRemedy(push, words) && <p>{spellRemedy(push, words)}</p>}
      </div>
      <div className={styles.buttons}>
        {state === 'off' && (
          <button type="button" className={styles.primary} disabled={isBusy} onClick={turnOn}>
            {isBusy ? words.push.turningOn : words.push.turnOn}
          </button>
        )}
        {(state === 'blocked' || state === 'failed') && (
          <button type="button" disabled={isBusy} onClick={lookAgain}>
            {words.push.checkAgain}
          </button>
        )}
        <button type="button" onClick={() => setPutAway(state)}>
          {words.push.notNow}
        </button>
      </div>
    </section>
  )
}
