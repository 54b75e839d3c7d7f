import { z } from 'zod'
import { idOutput, instantOutput } from '../operation.ts'
import type { TaskRow } from './taskRows.ts'

/** A task as a list shows it. */
export const taskSummaryOutput = z.object({
  id: idOutput,
  title: z.string(),
  tenant: z.object({ id: idOutput, name: z.string() }),
  channel: z.object({ id: idOutput, name: z.string(), platform: z.string() }),
  dueAt: instantOutput,
  deadlineAt: instantOutput,
  snoozedUntil: instantOutput.nullable(),
  outcome: z.enum(['posted', 'skipped', 'failed', 'expired', 'cancelled']).nullable(),
  proofUrl: z.string().nullable(),
  answeredAt: instantOutput.nullable(),
})

export const toTaskSummary = (row: TaskRow): z.input<typeof taskSummaryOutput> => ({
  id: row.id,
  title: row.title,
  tenant: { id: row.tenant_id, name: row.tenant_name },
  channel: { id: row.channel_id, name: row.channel_name, platform: row.platform },
  dueAt: row.due_at.toISOString(),
  deadlineAt: row.deadline_at.toISOString(),
  snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  outcome: row.outcome,
  proofUrl: row.proof_url,
  answeredAt: row.answered_at?.toISOString() ?? null,
})

const filesOutput = z.array(
  z.object({
    filename: z.string(),
    mimeType: z.string(),
    bytes: z.number().int(),
    alt: z.string().nullable(),
    url: z.string(),
    expiresAt: instantOutput,
  }),
)

/** A task as the phone opens it: all that is needed to post. */
export const taskOutput = taskSummaryOutput.extend({
  caption: z.string(),
  files: filesOutput,
  parts: z
    .array(
      z.object({
        text: z.string(),
        files: filesOutput,
        delayMinutes: z.number().int().meta({ description: 'After what goes before it.' }),
      }),
    )
    .meta({ description: 'What follows the post, in this order: comments, or a thread.' }),
  app: z.object({ androidPackage: z.string().nullable(), hint: z.string().nullable() }),
})
