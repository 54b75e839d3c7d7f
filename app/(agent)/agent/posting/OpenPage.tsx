import { ClaimPage } from '../claims/ClaimPage.tsx'
import { type Claim, claimOfPage } from '../claims/claim.ts'
import { type Coming, deliveryOf } from '../tasks/coming.ts'
import type { TaskSummary } from '../tasks/task.ts'
import { ComingPage } from './ComingPage.tsx'
import { TaskPage, type TaskPageProps } from './TaskPage.tsx'

type Props = TaskPageProps & {
  coming: Coming[]
  /** The claims of the person; undefined as long as no list of them has come. */
  claims: Claim[] | undefined
  tasks: readonly TaskSummary[]
  onClaim: (claim: Claim) => void
  /** False as long as no list has come. */
  hasList: boolean
}

/** Whatever is open: a task, a post before its time, or a claim. */
export const OpenPage = ({ coming, claims, tasks, hasList, onClaim, ...props }: Props) => {
  const claim = claimOfPage(props.id)
  if (claim !== undefined) {
    return (
      <ClaimPage
        {...props}
        id={claim}
        claim={claims?.find(({ id }) => String(id) === claim)}
        hasList={claims !== undefined}
        tasks={tasks}
        onClaim={onClaim}
      />
    )
  }
  const delivery = deliveryOf(props.id)
  if (delivery === undefined) return <TaskPage {...props} claims={claims} />
  const listed = coming.find((entry) => String(entry.delivery) === delivery)
  return <ComingPage {...props} delivery={delivery} listed={listed} isOver={hasList && !listed} />
}
