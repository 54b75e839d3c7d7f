import { findOwned } from '../distribute/findOwned.ts'
import { notFound } from '../errors.ts'
import { tableOf } from '../model/tableOf.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'
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
  const row = await readTaskRow({
    db: context.db,
    tenantsTable: tableOf(context.payload, context.settings.tenantsSlug),
    tenant: record.tenant,
    id: record.id,
  })
  if (!row) throw notFound('task')
  return row
}
