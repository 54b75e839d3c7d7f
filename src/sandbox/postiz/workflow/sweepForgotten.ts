import type { Sandbox } from '../sandbox.ts'
import { listForgottenPosts } from '../store/workflows.ts'
import { startWorkflow } from './startWorkflow.ts'

/** What Postiz does every hour where RUN_CRON is set. @returns how many posts it started again */
export function sweepForgotten(sandbox: Sandbox): number {
  const forgotten = listForgottenPosts(sandbox.store, sandbox.now())
  for (const { id, publish_date } of forgotten)
    startWorkflow({ sandbox, post: id, date: publish_date })
  return forgotten.length
}
