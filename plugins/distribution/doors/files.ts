import type { Endpoint, PayloadHandler } from 'payload'
import { notFound } from '../errors.ts'
import type { MediaRecord } from '../media/openMedia.ts'
import { answerFile } from '../media/serve/answerFile.ts'
import { sentFile } from '../media/serve/sentFile.ts'
import { answerError } from '../problem.ts'
import { type LinkPurpose, openLink } from '../security/signedLinks.ts'
import { settingsOf } from '../settings.ts'

/** For how long whoever fetched it may keep a file at most, in seconds; never longer than its link holds. */
const keepSeconds = 3600

/** The doors to files by signed links: of a task for the phone, of a post for its receiver, of a claim for its influencer. */
const doors = {
  assist: '/assist/files/:token',
  receiver: '/files/:token',
  claim: '/claim-files/:token',
} as const

/**
 * A file by its signed link: whoever holds the link may fetch it until it expires, in parts if they like.
 * It is sent as a download and never as a page, whatever it holds.
 */
const sendLinked =
  (purpose: LinkPurpose): PayloadHandler =>
  async (req) => {
    try {
      const { payload } = req
      const settings = settingsOf(payload)
      const now = new Date()
      const claim = openLink(
        String(req.routeParams?.token ?? ''),
        now,
        settings.linkSecret,
        purpose,
      )
      const { docs } = await payload.find({
        collection: settings.mediaSlug,
        where: { and: [{ id: { equals: claim.file } }, { tenant: { equals: claim.tenant } }] },
        depth: 0,
        limit: 1,
        req,
      })
      const record = docs[0] as unknown as MediaRecord | undefined
      const file = record && sentFile({ payload, settings, record, filename: record.filename })
      if (!file) throw notFound('file')
      const secondsLeft = Math.floor((claim.expiresAt.getTime() - now.getTime()) / 1000)
      return await answerFile({
        file: claim.name === undefined ? file : { ...file, filename: claim.name },
        request: req,
        cacheControl: `private, max-age=${Math.min(keepSeconds, secondsLeft)}`,
        disposition: 'attachment',
      })
    } catch (error) {
      return answerError(error, req)
    }
  }

export const fileEndpoints: Endpoint[] = (['assist', 'receiver', 'claim'] as const).flatMap(
  (purpose) =>
    (['get', 'head'] as const).map((method) => ({
      path: doors[purpose],
      method,
      handler: sendLinked(purpose),
    })),
)
