import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { type Groups, timeOf } from './groupTasks.ts'
import styles from './tasks.module.css'

/** What stands where no task is due: when the next one comes, or what this page is for. */
export const Empty = ({ groups, now }: { groups: Groups; now: number }) => {
  const words = useWords()
  const next = [...groups.today, ...groups.coming].find((entry) => timeOf(entry) > now)
  if (next) {
    const time = spellTime({ at: timeOf(next), now, words })
    return <p className={styles.none}>{words.emptyUntil({ time })}</p>
  }
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 120 72" width="120" height="72" aria-hidden="true">
        <path className={styles.emptyGround} d="M6 64h108" />
        <path className={styles.emptyPost} d="M48 64V14" />
        <path className={styles.emptyFlag} d="M48 14h36l-7 9 7 9H48z" />
      </svg>
      <h3>{words.emptyTitle}</h3>
      <p>{words.emptyBody}</p>
      <p className={styles.tip}>{words.emptyTip}</p>
    </div>
  )
}
