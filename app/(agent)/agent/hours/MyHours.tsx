import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { explainProblem } from '../words/explainProblem.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { AwayPart } from './AwayPart.tsx'
import styles from './hours.module.css'
import { useHours } from './useHours.ts'
import { WorkingPart } from './WorkingPart.tsx'

type Props = { now: number; isInTouch: boolean; onLoggedOut: () => void }

/** When I am asked to post: at the foot of the list, since it says why nothing comes. */
export const MyHours = ({ now, isInTouch, onLoggedOut }: Props) => {
  const words = useWords()
  const said = words.hours
  const [isOpen, setOpen] = useState(false)
  const { hours, problem, isBusy, change } = useHours({ isInTouch, onLoggedOut })
  const awayUntil = hours?.awayUntil
  const isAway = awayUntil && Date.parse(awayUntil) > now
  return (
    <>
      <button
        type="button"
        className={styles.open}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="clock" />
        {said.open}
      </button>
      {isAway && (
        <p className={styles.isAway}>
          {said.awayUntil({ time: spellTime({ at: awayUntil, now, words }) })}
        </p>
      )}
      <Sheet title={said.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        {!isInTouch && <p role="status">{said.offline}</p>}
        {isInTouch && !hours && !problem && <p role="status">{words.loading}</p>}
        {isInTouch && problem && (
          <p className={styles.problem} role="alert">
            {explainProblem(problem, words)}
          </p>
        )}
        {isInTouch && hours && (
          <>
            <AwayPart hours={hours} now={now} isBusy={isBusy} onChange={(by) => void change(by)} />
            <WorkingPart hours={hours} isBusy={isBusy} onSave={change} />
          </>
        )}
      </Sheet>
    </>
  )
}
