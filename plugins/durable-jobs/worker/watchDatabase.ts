import type { Payload } from 'payload'
import { isConnectionError } from '../adapter/isConnectionError.ts'
import { reasonOf } from '../adapter/reasonOf.ts'
import type { WorkerEvent } from './report.ts'

type Args = { logger: Payload['logger']; onEvent: (event: WorkerEvent) => void }

export type DatabaseWatch = {
  isLost: () => boolean
  onReached: () => void
  onError: (error: unknown) => void
}

/** Says once that the database is lost, and once that it is back, however many slots notice. */
export const watchDatabase = ({ logger, onEvent }: Args): DatabaseWatch => {
  let isLost = false
  const onReached = () => {
    if (!isLost) return
    isLost = false
    logger.info('durable-jobs: the database is back')
    onEvent({ type: 'databaseBack' })
  }
  return {
    isLost: () => isLost,
    onReached,
    onError: (error) => {
      if (!isConnectionError(error)) {
        // It has answered.
        onReached()
        logger.error({
          err: error,
          msg: 'durable-jobs: no job could be claimed; tried again shortly',
        })
        return
      }
      if (isLost) return
      isLost = true
      logger.warn(
        `durable-jobs: the database cannot be reached (${reasonOf(error)}); tried until it is back`,
      )
      onEvent({ type: 'databaseLost' })
    },
  }
}
