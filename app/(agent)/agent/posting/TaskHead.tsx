import type { RefObject } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { Status } from '../tasks/Status.tsx'
import type { TaskView } from '../tasks/task.ts'
import { words } from '../words.ts'
import styles from './posting.module.css'

type Props = {
  view: TaskView | undefined
  now: number
  heading: RefObject<HTMLHeadingElement | null>
  onClose: () => void
}

/** Where it is to be posted, for whom, and how much time is left. */
export const TaskHead = ({ view, now, heading, onClose }: Props) => (
  <header className={styles.head}>
    <button
      type="button"
      className={styles.back}
      aria-label={words.task.backToList}
      onClick={onClose}
    >
      <Icon name="back" size={24} />
    </button>
    {view && (
      <>
        <div className={styles.headText}>
          <h2 ref={heading} tabIndex={-1}>
            {view.channel.name}
          </h2>
          <p>{view.tenant.name}</p>
        </div>
        <Status task={view} now={now} isShort />
      </>
    )}
  </header>
)
