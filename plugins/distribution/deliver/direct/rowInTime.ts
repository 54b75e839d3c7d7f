import { isDirect } from '../../model/channel.ts'
import type { Loaded } from '../loadDelivery.ts'
import { senders } from './senders.ts'

/** The row by which is judged how late a delivery is: what was begun in time is never too late. */
export const rowInTime = async (loaded: Loaded, now: Date): Promise<Loaded['row']> => {
  const { channel, row } = loaded
  const hasBegun = isDirect(channel.kind) ? senders[channel.kind].hasBegun : undefined
  return hasBegun && (await hasBegun(loaded)) ? { ...row, scheduled_at: now } : row
}
