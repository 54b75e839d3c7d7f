import { z } from 'zod'
import { type Place, toPage } from '../cursor.ts'
import { exampleIds } from '../exampleIds.ts'
import type { Db } from '../model/database.ts'
import { idOutput, instantOutput } from '../operation.ts'
import { deliveryOutput, toDeliveryAnswer } from './deliveryAnswer.ts'
import { exampleDelivery } from './exampleDelivery.ts'
import { type RecordFilter, type RecordRow, readRecordRows } from './readRecordRows.ts'

/** A delivery with what stands around it, as lists show it. */
export const deliveryRecordOutput = deliveryOutput
  .extend({
    tenant: idOutput,
    post: idOutput,
    title: z.string().meta({ description: 'Of its plan.' }),
    channelName: z.string(),
    platform: z.string(),
    kind: z.string().meta({ description: 'How its channel is reached.' }),
    externalId: z.string().nullable().meta({ description: 'Its id on the platform.' }),
    startedBy: z.string().meta({ description: 'The name of who distributed the post.' }),
    createdAt: instantOutput,
  })
  .meta({ component: 'DeliveryRecord' })

export type DeliveryRecord = z.output<typeof deliveryRecordOutput>

/** As the reference shows it. */
export const exampleRecord: z.input<typeof deliveryRecordOutput> = {
  ...exampleDelivery,
  tenant: exampleIds.tenant,
  post: exampleIds.post,
  title: 'Open house on Sunday',
  channelName: 'Instagram',
  platform: 'instagram',
  kind: 'postiz',
  externalId: null,
  startedBy: 'Ana',
  createdAt: '2026-11-22T10:02:11.482Z',
}

export const toRecord = ({ row, around }: RecordRow): z.input<typeof deliveryRecordOutput> => ({
  ...toDeliveryAnswer(row),
  tenant: row.tenant_id,
  post: row.post_id,
  title: around.title,
  channelName: around.channel_name,
  platform: around.platform ?? row.kind,
  kind: row.kind,
  externalId: row.external_id,
  startedBy: around.started_by_name,
  createdAt: new Date(around.created_at).toISOString(),
})

/** The order of deliveries: those of the newest plan first. A delivery is made with its plan, and both stay as they are. */
const placeOf = ({ row, around }: RecordRow): Place => ({
  at: new Date(around.planned_at),
  ids: [row.plan_id, row.id],
})

/** One page of deliveries, each as `show` has it, with the cursor of the next. */
export const readRecords = async <Item>(
  db: Db,
  filter: RecordFilter,
  show: (record: RecordRow) => Item,
): Promise<{ items: Item[]; next: string | null }> =>
  toPage({ rows: await readRecordRows(db, filter), limit: filter.limit, place: placeOf, show })
