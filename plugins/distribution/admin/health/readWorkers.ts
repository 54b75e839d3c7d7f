import type { Payload } from 'payload'
import { DurableJobsError, readQueues } from 'postyard/durable-jobs'
import { toAnswer } from '../../watch/operations/showQueues.ts'
import { isAlive, sumUp } from '../queues/tellWorkers.ts'

/** How many workers live, and all queues and workers in one line. Undefined where durable-jobs is switched off. */
export const readWorkers = async (
  payload: Payload,
): Promise<{ living: number; line: string } | undefined> => {
  try {
    const answer = toAnswer(await readQueues({ payload }))
    return { living: answer.workers.filter(isAlive).length, line: sumUp(answer) }
  } catch (error) {
    if (error instanceof DurableJobsError && error.code === 'NOT_INSTALLED') return undefined
    throw error
  }
}
