import { Icon, type IconName } from '../shell/Icon.tsx'
import type { Words } from '../words/index.ts'
import { spellDuration } from '../words/spellDuration.ts'
import { useWords } from '../words/useWords.ts'
import { countdown } from './countdown.ts'
import { waitsUntil } from './groupTasks.ts'
import { spellTaskTime } from './spellTaskTime.ts'
import { isWithManager, type TaskView } from './task.ts'
import styles from './tasks.module.css'

/** A state as a word, a colour and a shape. */
export type Look = {
  word: string
  /** What follows the word where there is room, and for those who listen in any case. */
  suffix?: string
  tone: 'calm' | 'soon' | 'late' | 'good' | 'bad' | 'quiet'
  icon: IconName
}

const looks = {
  posted: { tone: 'good', icon: 'check' },
  skipped: { tone: 'quiet', icon: 'skip' },
  failed: { tone: 'bad', icon: 'cross' },
  expired: { tone: 'quiet', icon: 'clock' },
  cancelled: { tone: 'quiet', icon: 'skip' },
} as const satisfies Record<NonNullable<TaskView['outcome']>, Omit<Look, 'word'>>

/** How the state of a task looks at a time, in milliseconds UTC. */
export const lookOf = (task: TaskView, now: number, words: Words): Look => {
  if (isWithManager(task)) {
    return { word: words.outcome.withManager, tone: 'soon', icon: 'person' }
  }
  if (task.outcome !== null) {
    return { word: words.outcome[task.outcome], ...looks[task.outcome] }
  }
  const until = waitsUntil(task, now)
  if (until !== undefined) {
    return {
      word: words.back({
        time: spellTaskTime({ at: until, now, words, zone: task.tenant.timezone }),
      }),
      tone: 'quiet',
      icon: 'snooze',
    }
  }
  const { urgency, ms } = countdown({ ...task, now })
  if (urgency === 'late') return { word: words.late, tone: 'late', icon: 'alarm' }
  return { word: spellDuration(ms, words), suffix: words.left, tone: urgency, icon: 'clock' }
}

type Props = {
  task: TaskView
  now: number
  /** Where there is room for one only. */
  isShort?: boolean
}

/** The state of a task, and beside it whether it is still to be sent. */
export const Status = ({ task, now, isShort = false }: Props) => {
  const words = useWords()
  const look = lookOf(task, now, words)
  return (
    <span className={styles.states}>
      {!(isShort && task.isWaiting) && (
        <span className={styles.state} data-tone={look.tone}>
          <Icon name={look.icon} size={16} />
          {look.word}
          {look.suffix && (
            <span className={isShort ? styles.hidden : undefined}> {look.suffix}</span>
          )}
        </span>
      )}
      {task.isWaiting && (
        <span className={styles.state} data-tone="soon">
          <Icon name="send" size={16} />
          {words.outcome.waiting}
        </span>
      )}
    </span>
  )
}
