import { Icon } from '../shell/Icon.tsx'
import type { Look } from '../tasks/Status.tsx'
import styles from '../tasks/tasks.module.css'

type Props = {
  look: Look
  /** Where there is room for the word alone. */
  isShort?: boolean
}

/** A state as a word, a colour and a shape, as tasks have theirs. */
export const ClaimStatus = ({ look, isShort }: Props) => (
  <span className={styles.state} data-tone={look.tone}>
    <Icon name={look.icon} size={16} />
    {look.word}
    {look.suffix && <span className={isShort ? styles.hidden : undefined}> {look.suffix}</span>}
  </span>
)
