import { notFound } from '../errors.ts'
import { findOwned } from '../findOwned.ts'
import type { ID } from '../id.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'
import { requireOwnDelivery } from './channelOwner.ts'
import { tablesOf } from './tablesOf.ts'
import { readTaskRow, type TaskRow } from './taskRows.ts'

/** The task that an operation is about, once the caller's right to it is clear. */
export const ownedTask = async (
  context: OperationContext,
  id: unknown,
  permission: Permission,
): Promise<TaskRow> => {
  const record = await findOwned({
    context,
    collection: 'assist-tasks',
    id,
    permission,
    what: 'task',
  })
  const row = await readAgain(context, { tenant: record.tenant, id: record.id })
  const { tenant_id: tenant, delivery_id: delivery, assignee_id: assignee } = row
  await requireOwnDelivery(context, { tenant, delivery, assignee })
  return row
}

/** The task as it is now, in the caller's transaction; its right to it was looked at before. */
export const readAgain = async (
  context: OperationContext,
  { tenant, id }: { tenant: ID; id: ID },
): Promise<TaskRow> => {
  const row = await readTaskRow({
    db: context.db,
    tables: tablesOf(context),
    tenant,
    id,
  })
  if (!row) throw notFound('task')
  return row
}
