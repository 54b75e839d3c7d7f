import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { readMedia } from '../../media/openMedia.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { tableOf } from '../../model/tableOf.ts'
import { defineOperation, type OperationContext } from '../../operation.ts'
import { claimIdInput } from '../claimIdInput.ts'
import type { StandingClaim } from '../claimRows.ts'
import { overlayRefused } from '../dress/readOverlay.ts'
import { exampleShownFile, shownFileOutput, toShownFile } from '../dress/shownFile.ts'
import { openClaim } from '../ownedClaim.ts'

const endings = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
} as const

const types = Object.keys(endings) as (keyof typeof endings)[]

/** So many files an influencer may bring in a day: the library is not theirs. */
const mostInADay = 50

const checkRoom = async (
  { payload, settings, db }: OperationContext,
  { tenant_id: tenant, influencer_id: influencer }: StandingClaim,
): Promise<void> => {
  // One file of an influencer after the other, so that two at once are not both the last.
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`postyard:uploads:${tenant}:${influencer}`}, 0))`,
  )
  const [found] = await rows<{ files: number }>(
    db,
    sql`
      select count(*)::int as files from ${sql.identifier(tableOf(payload, settings.mediaSlug))}
      where influencer = ${String(influencer)} and tenant_id = ${tenant}
        and created_at > clock_timestamp() - interval '1 day'`,
  )
  if ((found?.files ?? 0) < mostInADay) return
  const message = `${mostInADay} files were uploaded for this influencer within a day, which is the limit. Use one of those.`
  throw overlayRefused([{ path: 'file', code: 'TOO_MANY_FILES', message }])
}

/** A file that the library does not take, with a sentence that says why. */
const isRefusal = (cause: unknown): cause is Error =>
  cause instanceof Error && 'status' in cause && cause.status === 400

export const uploadForClaim = defineOperation({
  name: 'claims.upload',
  summary:
    'Keeps a picture or a short clip for the intro or outro of an influencer’s claims: 700 kB at most.',
  description:
    'The file belongs to the influencer: they can use it in any of their claims, and see none of the client’s other files. Name its `id` in `claims.overlays`. Make pictures smaller on the phone; 1080 × 1920 pixels are enough.',
  route: { method: 'post', path: '/claims/{id}/upload' },
  input: z.strictObject({
    id: claimIdInput,
    file: z
      .base64({ error: 'Give the file in base64.' })
      .min(16)
      .max(940_000, 'The file is larger than 700 kB. Make it smaller.')
      .meta({ description: 'The bytes of the file, in base64.' }),
    mimeType: z.enum(types as [keyof typeof endings, ...(keyof typeof endings)[]]),
    alt: z.string().trim().max(1000).optional().meta({ description: 'What it shows.' }),
  }),
  output: shownFileOutput,
  permission: 'claims.act',
  errors: ['INVALID_STATE_TRANSITION', 'OVERLAY_REFUSED'],
  isForPhones: true,
  examples: {
    usual: {
      summary: 'A picture of one pixel.',
      input: {
        id: exampleIds.claim,
        file: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        mimeType: 'image/png',
      },
      output: {
        ...{ ...exampleShownFile, filename: 'Sunset run.png', mimeType: 'image/png', bytes: 70 },
        ...{ seconds: null, width: 1, height: 1 },
      },
    },
  },
  run: async ({ id, file, mimeType, alt }, context) => {
    const { payload, settings, req } = context
    const { claim } = await openClaim(context, id, 'overlays')
    const { tenant_id: tenant, influencer_id: influencer } = claim
    await checkRoom(context, claim)
    const data = Buffer.from(file, 'base64')
    const name = `overlay-${influencer}.${endings[mimeType]}`
    // As the application itself: an influencer adds nothing else to the library of a client.
    const kept = await payload
      .create({
        collection: settings.mediaSlug,
        data: { tenant, alt: alt ?? '', influencer: String(influencer) } as never,
        file: { data, mimetype: mimeType, name, size: data.length },
        depth: 0,
        req: { transactionID: req.transactionID, payload },
      })
      .catch((cause: unknown) => {
        if (!isRefusal(cause)) throw cause
        const details = [{ path: 'file', code: 'MEDIA_UNREADABLE', message: cause.message }]
        throw new DistributionError('OVERLAY_REFUSED', cause.message, { details, cause })
      })
    const [stored] = await readMedia({ payload, settings, tenant, ids: [kept.id as ID], req })
    if (!stored) throw new Error('A file that was just kept is not there.')
    return toShownFile(context, { tenant, file: stored, name: 'overlay' })
  },
})
