import { useWords } from '../words/useWords.ts'
import { type Moved, sayMoved } from './moved.ts'
import styles from './tasks.module.css'

type Props = { moved: Moved[]; onDismiss: (id: string) => void }

/** Which tasks have left the list, and to whom: what vanishes without a word is looked for. */
export const MovedNotes = ({ moved, onDismiss }: Props) => {
  const words = useWords()
  return (
    <div role="status">
      {moved.map((one) => (
        <div className={styles.moved} key={one.id}>
          <p>{sayMoved(one, words)}</p>
          <button type="button" onClick={() => onDismiss(one.id)}>
            {words.dismiss}
          </button>
        </div>
      ))}
    </div>
  )
}
