import { useWords } from '../words/useWords.ts'
import { Mark } from './Mark.tsx'
import styles from './shell.module.css'

/** What is seen until the page knows who is there. */
export const Splash = () => {
  const words = useWords()
  return (
    <main className={styles.splash}>
      <Mark size={72} />
      <p className={styles.hidden} role="status">
        {words.loading}
      </p>
    </main>
  )
}
