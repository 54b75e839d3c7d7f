import { type ClaimPlatform, claimPlatforms } from '../model/claims.ts'

/** The platform of clips that an account is on, whichever way Postiz reaches it (`instagram-standalone`); undefined for others. */
export const platformOfChannel = (platform: string | null): ClaimPlatform | undefined =>
  claimPlatforms.find((one) => platform === one || platform?.startsWith(`${one}-`))
