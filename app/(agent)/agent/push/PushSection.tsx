import { useId } from 'react'
import { useWords } from '../words/useWords.ts'
import styles from './push.module.css'
import { spellRemedy, spellState } from './spellState.ts'
import type { PushOfPhone } from './usePush.ts'
import { spellTest, useTestPush } from './useTestPush.ts'

/** Whether notifications reach this phone, what to do where they do not, and a try. */
export const PushSection = ({ push, device }: { push: PushOfPhone; device: string }) => {
  const words = useWords()
  const heading = useId()
  const { test, run } = useTestPush(device)
  const { state, isBusy, turnOn, lookAgain } = push
  const remedy = spellRemedy(push, words)
  const isTesting = test.is === 'sending' || test.is === 'waiting'
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h3 id={heading}>{words.push.title}</h3>
      <p data-tone={state === 'on' ? 'good' : 'plain'}>{spellState(push, words)}</p>
      {remedy && <p className={styles.remedy}>{remedy}</p>}
      <div className={styles.buttons}>
        {state === 'off' && (
          <button type="button" className={styles.primary} disabled={isBusy} onClick={turnOn}>
            {isBusy ? words.push.turningOn : words.push.turnOn}
          </button>
        )}
        {(state === 'blocked' || state === 'failed' || state === 'unknown') && (
          <button type="button" disabled={isBusy} onClick={lookAgain}>
            {words.push.checkAgain}
          </button>
        )}
        {(state === 'on' || state === 'starting') && (
          <button type="button" disabled={isTesting} onClick={run}>
            {test.is === 'sending' ? words.push.testing : words.push.test}
          </button>
        )}
      </div>
      <p className={styles.tested} role="status">
        {spellTest(test, words)}
      </p>
    </section>
  )
}
