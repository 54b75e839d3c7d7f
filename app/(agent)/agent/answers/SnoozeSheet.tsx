import { Sheet } from '../shell/Sheet.tsx'
import type { TaskView } from '../tasks/task.ts'
import { spellDuration } from '../words/spellDuration.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'
import { snoozeChoices } from './snoozeChoices.ts'

type Props = {
  task: TaskView
  now: number
  isOpen: boolean
  onClose: () => void
  onChoose: (minutes: number) => void
}

/** For how long to put a task off, with the time at which it comes back. */
export const SnoozeSheet = ({ task, now, isOpen, onClose, onChoose }: Props) => {
  const words = useWords()
  const { ask } = words
  const choices = snoozeChoices(Date.parse(task.deadlineAt), now)
  return (
    <Sheet title={ask.snoozeTitle} isOpen={isOpen} onClose={onClose}>
      {choices.length === 0 && <p className={styles.explain}>{ask.snoozeNone}</p>}
      <div className={styles.choices}>
        {choices.map((minutes) => (
          <button type="button" key={minutes} onClick={() => onChoose(minutes)}>
            <strong>{spellDuration(minutes * 60_000, words)}</strong>
            <span>
              {ask.snoozeAt({ time: spellTime({ at: now + minutes * 60_000, now, words }) })}
            </span>
          </button>
        ))}
      </div>
      <p className={styles.explain}>
        {ask.snoozeDeadline({ time: spellTime({ at: task.deadlineAt, now, words }) })}
      </p>
    </Sheet>
  )
}
