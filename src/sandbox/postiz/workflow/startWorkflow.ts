import { kindsAtStart } from '../faults/fault.ts'
import type { Sandbox } from '../sandbox.ts'
import { findAnyPost } from '../store/posts.ts'
import { replaceWorkflow } from '../store/workflows.ts'
import { organisationName } from './organisationName.ts'

type Args = {
  sandbox: Sandbox
  /** Id of the root post. */
  post: string
  /** Its publish date, epoch ms. */
  date: number
}

/**
 * Queues a post and starts its workflow in place of a running one. Postiz answers before it knows
 * whether the workflow has started; one that never starts stays QUEUE.
 */
export function startWorkflow({ sandbox, post, date }: Args): void {
  const { store, faults } = sandbox
  const row = findAnyPost(store, post)
  if (!row) return
  const now = sandbox.now()
  const neverStarts = faults.pick({
    kinds: kindsAtStart,
    organisation: organisationName(store, row.organisation),
    integration: row.integration,
  })
  replaceWorkflow(store, {
    id: post,
    state: 'QUEUE',
    runAt: neverStarts ? null : Math.max(now, date) + sandbox.publishDelayMs,
    firedAt: now,
    now,
  })
  sandbox.wakeWorkflow()
}
