import type { TaskEvent } from '../model/eventTypes.ts'
import { logEvent } from '../model/logEvent.ts'
import type { OperationContext } from '../operation.ts'
import type { TaskRow } from './taskRows.ts'

/** Writes what a person did with a task, in the transaction in which they did it. */
export const tellTask = (
  { db, caller }: OperationContext,
  row: TaskRow,
  type: TaskEvent,
  data: Record<string, unknown> = {},
): Promise<void> =>
  logEvent({
    db,
    type: `distribution.task.${type}`,
    tenant: row.tenant_id,
    delivery: row.delivery_id,
    plan: row.plan_id,
    actor: caller.actor,
    data: { task: row.id, ...(caller.device ? { device: caller.device } : {}), ...data },
  })
