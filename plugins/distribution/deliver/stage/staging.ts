import type { PostizConnection, PreparedPostizPost } from '../../channels/postiz/index.ts'
import type { Loaded } from '../loadDelivery.ts'
import type { SharedFaults } from './shareFaults.ts'
import type { StagingResult } from './staged.ts'

/** What all parts of one staging share. */
export type Staging = {
  connection: PostizConnection
  now: () => Date
  /** May use the requests of an hour that others must leave, and waits no longer than firing may. */
  isUrgent: boolean
  faults: SharedFaults
}

/** A delivery that is being staged. Whoever finds out how that ends says so, once; so does whoever cannot find out. */
export type InHand = {
  loaded: Loaded
  settle: (result: StagingResult) => void
  fail: (error: unknown) => void
}

/** One that is ready for a request. */
export type ReadyPost = InHand & { post: PreparedPostizPost }

/** Does something for deliveries in hand; where that throws, it is they that fail, and nobody else. */
export const failing = async <T>(
  inHand: Pick<InHand, 'fail'>[],
  work: () => Promise<T[]>,
): Promise<T[]> => {
  try {
    return await work()
  } catch (error) {
    for (const { fail } of inHand) fail(error)
    return []
  }
}
