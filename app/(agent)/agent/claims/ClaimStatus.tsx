import { Icon } from '../shell/Icon.tsx'
import type { Look } from '../tasks/Status.tsx'
import styles from '../tasks/tasks.module.css'

/** A state as a word, a colour and a shape, as tasks have theirs. */
export const ClaimStatus = ({ look }: { look: Look }) => (
  <span className={styles.state} data-tone={look.tone}>
    <Icon name={look.icon} size={16} />
    {look.word}
    {look.suffix && <span> {look.suffix}</span>}
  </span>
)
