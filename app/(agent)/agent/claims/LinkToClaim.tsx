import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import { type Claim, pageOfClaim } from './claim.ts'
import styles from './claims.module.css'

/** From a task to the claim that it is a part of. */
export const LinkToClaim = ({
  claim,
  onOpen,
}: {
  claim: Claim
  onOpen: (page: string) => void
}) => (
  <button type="button" className={styles.quiet} onClick={() => onOpen(pageOfClaim(claim.id))}>
    <Icon name="link" />
    {useWords().claims.ofClaim({ clip: claim.clip.name })}
  </button>
)
