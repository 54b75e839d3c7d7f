import type { RefObject } from 'react'
import { PageHead } from '../posting/PageHead.tsx'
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
  const of = claim && {
    title: claim.clip.name,
    line: claim.campaign.name,
    status: <ClaimStatus look={lookOfClaim(claim, now, words)} isShort />,
  }
  return <PageHead heading={heading} of={of} onClose={onClose} />
}
