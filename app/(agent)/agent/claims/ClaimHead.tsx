import type { RefObject } from 'react'
import styles from '../posting/posting.module.css'
import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import { ClaimStatus } from './ClaimStatus.tsx'
import type { Claim } from './claim.ts'
import { lookOfClaim } from './lookOfClaim.ts'

type Props = {
  claim: Claim | undefined
  heading: RefObject<HTMLHeadingElement | null>
  now: number
  onClose: () => void
}

/** Which clip it is, for which campaign, and how it stands. */
export const ClaimHead = ({ claim, heading, now, onClose }: Props) => {
  const words = useWords()
  return (
    <header className={styles.head}>
      <button
        type="button"
        className={styles.back}
        aria-label={words.task.backToList}
        onClick={onClose}
      >
        <Icon name="back" size={24} />
      </button>
      {claim && (
        <>
          <div className={styles.headText}>
            <h2 ref={heading} tabIndex={-1}>
              {claim.clip.name}
            </h2>
            <p>{claim.campaign.name}</p>
          </div>
          <ClaimStatus look={lookOfClaim(claim, now, words)} isShort />
        </>
      )}
    </header>
  )
}
