import { Icon } from '../shell/Icon.tsx'
import type { Task } from '../tasks/task.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'

type Props = {
  /** Who else had it open and fell silent; a page that was kept by an older app does not know. */
  before: Task['hadOpen'] | undefined
  now: number
}

/** Somebody may have posted it without a word: look before it is posted again. */
export const HadOpen = ({ before = [], now }: Props) => {
  const words = useWords()
  const last = before.at(-1)
  if (!last) return null
  const { name } = last.person
  return (
    <div className={styles.taken} role="alert">
      <p className={styles.takenTitle}>
        <Icon name="person" size={24} />
        <strong>{words.lease.maybeOut}</strong>
      </p>
      <p>{words.lease.hadOpen({ name, time: spellTime({ at: last.at, now, words }) })}</p>
    </div>
  )
}
