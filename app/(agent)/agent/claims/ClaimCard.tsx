import { Ring } from '../tasks/Ring.tsx'
import styles from '../tasks/tasks.module.css'
import { useWords } from '../words/useWords.ts'
import { ClaimStatus } from './ClaimStatus.tsx'
import { type Claim, pageOfClaim } from './claim.ts'
import { clockOf, lookOfClaim } from './lookOfClaim.ts'

type Props = {
  claim: Claim
  now: number
  /** The next one to do is the biggest. */
  isNext?: boolean
  isOver?: boolean
  isOpen: boolean
  onOpen: (page: string) => void
}

/** One claim of the list, as one button. */
export const ClaimCard = ({ claim, now, isNext, isOver, isOpen, onOpen }: Props) => {
  const words = useWords()
  const page = pageOfClaim(claim.id)
  const { share, urgency } = clockOf(claim, now)
  const isRunning = claim.state === 'claimed'
  return (
    <button
      type="button"
      id={`task-${page}`}
      className={styles.card}
      data-next={isNext || undefined}
      data-over={isOver || undefined}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(page)}
    >
      {!isOver && (
        <Ring
          letter={claim.clip.name.slice(0, 1).toUpperCase()}
          share={isRunning ? share : 0}
          urgency={isRunning ? urgency : 'calm'}
        />
      )}
      <span className={styles.cardText}>
        <span className={styles.cardTitle}>{claim.clip.name}</span>
        <span className={styles.cardWhere}>{claim.campaign.name}</span>
        <span className={styles.cardStates}>
          <ClaimStatus look={lookOfClaim(claim, now, words)} />
        </span>
      </span>
    </button>
  )
}
