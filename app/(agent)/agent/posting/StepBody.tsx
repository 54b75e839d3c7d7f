import { Icon } from '../shell/Icon.tsx'
import { words } from '../words.ts'
import styles from './posting.module.css'
import type { Step } from './stepsOf.ts'

type Props = {
  step: Step
  steps: Step[]
  next: Step | undefined
  done: ReadonlySet<Step>
  word: string
  /** What a screen reader says in place of the short word. */
  label?: string
  note?: string
}

/** The inside of a step's button: its number or a tick, its drawing, its word. */
export const StepBody = ({ step, steps, next, done, word, label, note }: Props) => {
  const isDone = done.has(step)
  return (
    <>
      <span className={styles.number} aria-hidden="true">
        {isDone ? <Icon name="check" size={16} /> : steps.indexOf(step) + 1}
      </span>
      <span className={styles.word} aria-hidden={label ? 'true' : undefined}>
        {word}
      </span>
      {label && <span className={styles.hidden}>{label}</span>}
      {isDone && <span className={styles.hidden}>, {words.steps.doneMark}</span>}
      {next === step && (
        <span className={styles.drawing} aria-hidden="true">
          {note ?? <Icon name={step} size={22} />}
        </span>
      )}
    </>
  )
}
