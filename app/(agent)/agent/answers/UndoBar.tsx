import { Icon } from '../shell/Icon.tsx'
import { spellClock } from '../tasks/countdown.ts'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'
import { undoable } from './undoable.ts'
import type { Answers } from './useAnswers.ts'

/** Under the list: the last answer, and how long it can still be taken back. */
export const UndoBar = ({ answers, now }: { answers: Answers; now: number }) => {
  const words = useWords()
  const last = undoable({ book: answers, now })
  return (
    <div role="status" className={styles.undoPlace}>
      {last && (
        <div className={styles.undoBar}>
          <span className={styles.undoTick}>
            <Icon name="check" />
          </span>
          <p>
            <strong>{words.outcome[last.outcome]}</strong>
            <span>{last.title}</span>
          </p>
          <button
            type="button"
            aria-label={words.answered.undoLabel({ title: last.title })}
            onClick={() => answers.give({ id: last.task, title: last.title }, { outcome: 'undo' })}
          >
            {words.answered.undo}
            {last.msLeft !== undefined && <span aria-hidden="true">{spellClock(last.msLeft)}</span>}
          </button>
        </div>
      )}
    </div>
  )
}
