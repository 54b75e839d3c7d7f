import type { TaskConfig } from 'payload'
import { claimLettersSlug } from '../dispatch/wakeTask.ts'
import { tenantTask } from '../tenantTask.ts'
import { tryDueLetters } from './letters/takeUpLetters.ts'

/** What jobs about claims do. */
export const claimTaskRunners: TaskConfig[] = [
  tenantTask(claimLettersSlug, ({ req, tenant }) =>
    tryDueLetters({ payload: req.payload, tenant }),
  ),
]
