import type { Payload } from 'payload'
import type { ID } from '../../model/database.ts'
import { removeOrphans } from './removeOrphans.ts'
import { removeUnused } from './removeUnused.ts'

/**
 * Removes what was made for a tenant and is not wanted any more: files of makers that were killed, and files that nothing
 * has shown for a long time. What people brought is never touched.
 *
 * @returns how many files were removed
 */
export const tidyMedia = async (args: {
  payload: Payload
  tenant: ID
  now: Date
}): Promise<{ orphans: number; unused: number }> => ({
  orphans: await removeOrphans(args),
  unused: await removeUnused(args),
})
