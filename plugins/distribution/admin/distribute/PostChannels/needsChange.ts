import type { ForeseenChannel } from '../../../distribute/foreseenOutput.ts'

/** True where a post cannot go to a channel as it is, or not at its time. */
export const needsChange = ({ refusals, cap }: ForeseenChannel): boolean =>
  refusals.length > 0 || Boolean(cap?.nextAt)
