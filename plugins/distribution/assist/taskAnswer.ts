import { z } from 'zod'
import type { ID } from '../id.ts'
import { idOutput, instantOutput } from '../operation.ts'
import type { Claim, TaskRow } from './taskRows.ts'

const personOutput = z.object({ id: idOutput, name: z.string() }).meta({ component: 'Person' })

/** For whom it is, and the time zone (IANA) in which its times are told. */
export const tenantOutput = z.object({ id: idOutput, name: z.string(), timezone: z.string() })

/** A task as a list shows it. */
export const taskSummaryOutput = z
  .object({
    id: idOutput,
    delivery: idOutput.meta({ description: 'The delivery that is posted by it.' }),
    title: z.string(),
    tenant: tenantOutput,
    channel: z.object({ id: idOutput, name: z.string(), platform: z.string() }),
    dueAt: instantOutput,
    deadlineAt: instantOutput,
    snoozedUntil: instantOutput.nullable(),
    outcome: z.enum(['posted', 'skipped', 'failed', 'expired', 'cancelled']).nullable(),
    proofUrl: z.string().nullable(),
    answeredAt: instantOutput.nullable(),
    askedAt: instantOutput.meta({ description: 'Since when somebody is asked for it.' }),
    assignee: personOutput
      .extend({ reason: z.string().nullable() })
      .nullable()
      .meta({ description: 'Who is asked, and why they.' }),
    lease: z
      .object({ holder: personOutput, openedAt: instantOutput, until: instantOutput })
      .nullable()
      .meta({ description: 'Who has it open now, so that nobody does it twice.' }),
    step: z.enum(['asked', 'reminded', 'passedOn', 'managerTold']).meta({
      description: 'What has been done about its having no answer.',
    }),
    answeredBy: personOutput.nullable(),
    claim: z
      .object({ by: personOutput, at: instantOutput, url: z.string().nullable() })
      .optional()
      .meta({
        description:
          'Who says that they posted it, though somebody else had it open or it was being asked for anew; a manager decides.',
      }),
    proof: idOutput.nullable().meta({ description: 'The photo that was given as proof.' }),
  })
  .meta({ component: 'Task' })

const person = (id: ID | null, name: string | null) =>
  id === null ? null : { id, name: name ?? String(id) }

const stepNames = ['asked', 'reminded', 'passedOn', 'managerTold'] as const

const leaseOf = (row: TaskRow, now: Date): z.input<typeof taskSummaryOutput>['lease'] => {
  const { opened_at: openedAt, lease_until: until } = row
  const holder = person(row.opened_by_id, row.opened_by_name)
  if (row.outcome !== null || !holder || !openedAt || !until || until <= now) return null
  return { holder, openedAt: openedAt.toISOString(), until: until.toISOString() }
}

const claimOf = ({ by, name, at, url }: Claim) => ({ by: { id: by, name }, at, url })

const assigneeOf = (row: TaskRow) => {
  const known = person(row.assignee_id, row.assignee_name)
  return known && { ...known, reason: row.assignee_reason }
}

export const toTaskSummary = (row: TaskRow, now: Date): z.input<typeof taskSummaryOutput> => ({
  id: row.id,
  delivery: row.delivery_id,
  title: row.title,
  tenant: { id: row.tenant_id, name: row.tenant_name, timezone: row.tenant_zone },
  channel: { id: row.channel_id, name: row.channel_name, platform: row.platform },
  dueAt: row.due_at.toISOString(),
  deadlineAt: row.deadline_at.toISOString(),
  snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  outcome: row.outcome,
  proofUrl: row.proof_url,
  answeredAt: row.answered_at?.toISOString() ?? null,
  askedAt: row.asked_at.toISOString(),
  assignee: assigneeOf(row),
  lease: leaseOf(row, now),
  step: stepNames[row.step] ?? 'managerTold',
  answeredBy: person(row.answered_by_id, row.answered_by_name),
  proof: row.proof_id,
  ...(row.claim ? { claim: claimOf(row.claim) } : {}),
})

const filesOutput = z.array(
  z
    .object({
      filename: z.string(),
      mimeType: z.string(),
      bytes: z.number().int(),
      alt: z.string().nullable(),
      url: z.url().meta({ description: 'Signed; whole, to be called as it is (`files.fetch`).' }),
      expiresAt: instantOutput.meta({ description: 'When the link ends.' }),
    })
    .meta({ component: 'TaskFile' }),
)

/** What is posted: the caption to copy, the files to save, and what follows the post. */
export const contentOutput = z.object({
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
})

/** A task as the phone opens it: all that is needed to post. */
export const taskOutput = taskSummaryOutput.extend({
  ...contentOutput.shape,
  hadOpen: z.array(z.object({ person: personOutput, at: instantOutput })).meta({
    description:
      'Who else had it open and neither answered nor let go of it: it may be out already, so look at the account before you post.',
  }),
  app: z.object({ androidPackage: z.string().nullable(), hint: z.string().nullable() }),
})
