import { useState } from 'react'
import { takingPlatforms } from '../../../../plugins/distribution/claims/takingPlatforms.ts'
import type { Claim, ClaimPreview, PlatformOfClaim } from './claim.ts'

type Platform = PlatformOfClaim['platform']

/** Where a claim is to go: by itself where it was chosen for or is taken, as soon as that is known; or as it is chosen here. */
export const useChoice = (claim: Claim, preview: ClaimPreview | undefined) => {
  const [own, choose] = useState<Platform[]>()
  const usual = preview ? takingPlatforms({ claim, preview }) : []
  const chosen = own ?? usual
  const isLeftOut = usual.some((platform) => !chosen.includes(platform))
  return { chosen, choose, isLeftOut, isChanged: own !== undefined }
}
