import type { ReactNode, RefObject } from 'react'
import { TenantName } from '../tasks/TenantName.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { PageHead } from './PageHead.tsx'
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
  const head = of && { title: of.channel.name, line: <TenantName tenant={of.tenant} />, status }
  return (
    <>
      <PageHead heading={heading} of={head} onClose={onClose} />
      <p className={styles.headNote} role="status" data-problem={isProblem || undefined}>
        {note}
      </p>
    </>
  )
}
