import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { type ID, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { holderBeside, lockTask, taken } from '../lease.ts'
import { ownedTask, readAgain } from '../ownedTask.ts'

const types = ['image/jpeg', 'image/png', 'image/webp'] as const

const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const

export const addProof = defineOperation({
  name: 'tasks.addProof',
  summary:
    'Keeps a photo as proof that a post is out, before it is answered. Make it smaller on the phone: 700 kB at most.',
  description:
    'Call it before `tasks.answer`, where the person took a photo; a later photo takes the place of an earlier one. The photo is a file of the client, kept out of those that are posted, and `proof` of the task names it.',
  tag: 'Answers',
  route: { method: 'post', path: '/assist/tasks/{id}/proof' },
  input: z.strictObject({
    id: idInput,
    picture: z
      .base64({ error: 'Give the picture in base64.' })
      .min(16)
      .max(940_000, 'The picture is larger than 700 kB. Make it smaller.')
      .meta({ description: 'The bytes of the file, in base64.' }),
    mimeType: z.enum(types),
  }),
  output: z.object({ proof: idOutput }),
  permission: 'tasks.answer',
  errors: ['TASK_TAKEN', 'TASK_OVER', 'PROOF_REFUSED'],
  isForPhones: true,
  examples: {
    usual: {
      summary: 'A picture of one pixel.',
      input: {
        id: exampleIds.task,
        picture:
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        mimeType: 'image/png',
      },
      output: { proof: exampleIds.proof },
    },
  },
  run: async ({ id, picture, mimeType }, context) => {
    const { payload, settings, req, db, caller, now } = context
    const row = await ownedTask(context, id, 'tasks.answer')
    await lockTask(db, row)
    const current = await readAgain(context, { tenant: row.tenant_id, id: row.id })
    if (current.outcome !== null && current.outcome !== 'expired') {
      throw new DistributionError(
        'TASK_OVER',
        `A photo can no longer be added: this task was answered "${current.outcome}".`,
      )
    }
    if (current.outcome === null && holderBeside(current, caller.id, now) !== undefined) {
      const { timezone } = await readTenant({ payload, settings, tenant: row.tenant_id, req })
      throw taken(current, timezone)
    }
    const data = Buffer.from(picture, 'base64')
    // As the application itself: a field agent adds nothing else to the library of a client.
    const kept = await payload
      .create({
        collection: settings.mediaSlug,
        data: { tenant: row.tenant_id, alt: `Proof: ${row.title}`, isProof: true } as never,
        file: {
          data,
          mimetype: mimeType,
          name: `proof-${row.id}.${endings[mimeType]}`,
          size: data.length,
        },
        depth: 0,
        req: { transactionID: req.transactionID, payload },
      })
      .catch((cause: unknown) => {
        if (!isRefusal(cause)) throw cause
        throw new DistributionError('PROOF_REFUSED', cause.message, { cause })
      })
    await db.execute(sql`
      update postyard_assist_tasks set proof_id = ${kept.id as ID}, updated_at = clock_timestamp()
      where id = ${row.id} and tenant_id = ${row.tenant_id}`)
    return { proof: kept.id as ID }
  },
})

/** A file that the library does not take, with a sentence that says why. */
const isRefusal = (cause: unknown): cause is Error =>
  cause instanceof Error && 'status' in cause && cause.status === 400
