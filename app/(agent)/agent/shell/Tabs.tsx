import { useWords } from '../words/useWords.ts'
import styles from './shell.module.css'

/** The two lists of a phone. */
export type Tab = 'tasks' | 'claims'

type Props = { tab: Tab; counts: Record<Tab, number>; onChoose: (tab: Tab) => void }

/** From one list to the other, with how much stands to be done in each. */
export const Tabs = ({ tab, counts, onChoose }: Props) => {
  const words = useWords()
  const names = { tasks: words.page, claims: words.claims.page }
  return (
    <nav className={styles.tabs} aria-label={words.claims.lists}>
      {(['tasks', 'claims'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === tab ? 'page' : undefined}
          onClick={() => onChoose(one)}
        >
          {names[one]} {counts[one] > 0 && <span>{counts[one]}</span>}
        </button>
      ))}
    </nav>
  )
}
