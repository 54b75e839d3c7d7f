import type { ReactNode, RefObject } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { TenantName } from '../tasks/TenantName.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'

type Props = {
  of: Pick<TaskSummary, 'channel' | 'tenant'> | undefined
  heading: RefObject<HTMLHeadingElement | null>
  /** How much time is left, or how it ended. */
  status: ReactNode
  /** A line whose place is kept, so that nothing moves when it comes. */
  note: string
  isProblem?: boolean
  onClose: () => void
}

/** Where it is to be posted, for whom, and how much time is left. */
export const TaskHead = ({ of, heading, status, note, isProblem, onClose }: Props) => {
  const words = useWords()
  return (
    <>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.back}
          aria-label={words.task.backToList}
          onClick={onClose}
        >
          <Icon name="back" size={24} />
        </button>
        {of && (
          <>
            <div className={styles.headText}>
              <h2 ref={heading} tabIndex={-1}>
                {of.channel.name}
              </h2>
              <p>
                <TenantName tenant={of.tenant} />
              </p>
            </div>
            {status}
          </>
        )}
      </header>
      <p className={styles.headNote} role="status" data-problem={isProblem || undefined}>
        {note}
      </p>
    </>
  )
}
