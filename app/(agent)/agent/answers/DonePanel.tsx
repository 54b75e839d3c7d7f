import type { RefObject } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { spellClock } from '../tasks/countdown.ts'
import { lookOf } from '../tasks/Status.tsx'
import { isWithManager, type TaskView } from '../tasks/task.ts'
import type { Touch } from '../tasks/useTasks.ts'
import type { Words } from '../words/index.ts'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'
import type { Undoable } from './undoable.ts'

type Props = {
  task: TaskView
  now: number
  touch: Touch
  undo: Undoable | undefined
  /** What is to be done after this one. */
  next: TaskView | undefined
  heading: RefObject<HTMLHeadingElement | null>
  onUndo: () => void
  onOpen: (id: string) => void
  onClose: () => void
}

/** What was said, and where it needs one, an explanation. */
const sentencesFor = (task: TaskView, words: Words): [string, string?] => {
  if (isWithManager(task)) return [words.task.withManagerTitle, words.task.withManager]
  if (task.outcome === 'cancelled') return [words.task.cancelledTitle, words.task.cancelled]
  if (task.outcome === null || task.outcome === 'expired') return [words.outcome.expired]
  return [words.answered[task.outcome]]
}

const waitingFor = {
  ok: 'sending',
  offline: 'waiting',
  trouble: 'trouble',
} as const satisfies Record<Touch, keyof Words['answered']>

/** What stands in place of the question once it is answered: a tick, a way back for a while, and what comes next. */
export const DonePanel = (props: Props) => {
  const { task, now, touch, undo, next, heading, onUndo, onOpen, onClose } = props
  const words = useWords()
  const look = lookOf(task, now, words)
  const { answered } = words
  const [title, text] = sentencesFor(task, words)
  return (
    <section className={styles.donePanel} aria-labelledby="answered" data-tone={look.tone}>
      <span className={styles.tick}>
        <Icon name={look.icon} size={36} />
      </span>
      <h3 id="answered" ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {text && <p className={styles.explain}>{text}</p>}
      {task.isWaiting && (
        <p className={styles.explain} role="status">
          {answered[waitingFor[touch]]}
        </p>
      )}
      {task.proofUrl && (
        <a className={styles.proof} href={task.proofUrl} target="_blank" rel="noreferrer">
          <Icon name="link" />
          {answered.link}
        </a>
      )}
      {undo && (
        <button type="button" className={styles.undo} onClick={onUndo}>
          <Icon name="undo" />
          {undo.msLeft === undefined ? (
            answered.undo
          ) : (
            <span>
              {answered.undo} <span aria-hidden="true">{spellClock(undo.msLeft)}</span>
            </span>
          )}
        </button>
      )}
      {next ? (
        <button type="button" className={styles.goOn} onClick={() => onOpen(String(next.id))}>
          {answered.next({ title: next.title })}
          <Icon name="next" />
        </button>
      ) : (
        <button type="button" className={styles.goOn} onClick={onClose}>
          {words.task.backToList}
        </button>
      )}
    </section>
  )
}
