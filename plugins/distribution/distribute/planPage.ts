import { z } from 'zod'
import { readCursor, toPage } from '../cursor.ts'
import { listedTenants, narrowedTo } from '../listedTenants.ts'
import { anyOf, calendarInput, listInput } from '../listInput.ts'
import { deliveryStates } from '../model/states.ts'
import { idInput, type OperationContext } from '../operation.ts'
import { type PlanRow, readPlanRows } from './planSummary.ts'

export const planListPermission = 'plans.read' as const

/** What lists of plans take; `from` and `to` as they are told of. */
export const planListInput = (time: { from: string; to: string }) =>
  z.strictObject({
    ...listInput,
    post: idInput.optional(),
    channel: idInput.optional().meta({ description: 'With a delivery to this channel.' }),
    deliveryState: anyOf(z.enum(deliveryStates))
      .optional()
      .meta({ description: 'With a delivery in one of these states.' }),
    from: calendarInput.optional().meta({ description: time.from }),
    to: calendarInput.optional().meta({ description: time.to }),
  })

type Args<Item> = {
  context: OperationContext
  input: z.output<ReturnType<typeof planListInput>>
  /** Only plans over many accounts, with how they were spread. */
  isNetwork?: boolean
  show: (row: PlanRow) => Item
}

/** A page of the plans that somebody may see, the newest first. */
export const readPlanPage = async <Item>(
  args: Args<Item>,
): Promise<{ items: Item[]; next: string | null }> => {
  const { context, isNetwork = false, show } = args
  const { tenant, cursor, limit, post, channel, ...given } = args.input
  const permission = planListPermission
  const find = (collection: 'posts' | 'channels', id: unknown) =>
    narrowedTo({ context, collection, id, permission })
  const found = await readPlanRows(context.db, {
    tenants: await listedTenants(context, tenant, permission),
    post: await find('posts', post),
    channel: await find('channels', channel),
    ...given,
    isNetwork,
    after: readCursor({ payload: context.payload, cursor, ids: 1 }),
    limit,
  })
  return toPage({
    rows: found,
    limit,
    place: (row) => ({ at: new Date(row.created_at), ids: [row.id] }),
    show,
  })
}
