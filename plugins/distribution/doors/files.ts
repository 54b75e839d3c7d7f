import { Readable } from 'node:stream'
import type { Endpoint } from 'payload'
import { notFound } from '../errors.ts'
import { isOnDisk, type MediaRecord, openMedia } from '../media/openMedia.ts'
import { readRange } from '../media/readRange.ts'
import { answerError } from '../problem.ts'
import { openLink } from '../security/signedLinks.ts'
import { settingsOf } from '../settings.ts'

/**
 * A file of a task by its signed link: whoever holds the link may fetch it until it expires, in parts if they like.
 * It is sent as a download and never as a page, whatever it holds.
 */
export const fileEndpoint: Endpoint = {
  path: '/assist/files/:token',
  method: 'get',
  handler: async (req) => {
    try {
      const { payload } = req
      const settings = settingsOf(payload)
      const token = String(req.routeParams?.token ?? '')
      const claim = openLink(token, new Date(), settings.linkSecret)
      const { docs } = await payload.find({
        collection: settings.mediaSlug,
        where: { and: [{ id: { equals: claim.file } }, { tenant: { equals: claim.tenant } }] },
        depth: 0,
        limit: 1,
        req,
      })
      const record = docs[0] as unknown as MediaRecord | undefined
      if (!record) throw notFound('file')
      const headers = new Headers({
        'accept-ranges': 'bytes',
        'cache-control': 'private, max-age=3600',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(record.filename)}`,
        'content-type': record.mimeType,
        'x-content-type-options': 'nosniff',
      })
      const range = isOnDisk(payload, settings)
        ? readRange(req.headers.get('range'), record.filesize)
        : undefined
      if (range === 'unsatisfiable') {
        headers.set('content-range', `bytes */${record.filesize}`)
        return new Response(null, { status: 416, headers })
      }
      const stream = await openMedia({ payload, settings, record, range })
      const body = Readable.toWeb(stream) as unknown as BodyInit
      headers.set('content-length', String(range ? range.end - range.start + 1 : record.filesize))
      if (!range) return new Response(body, { status: 200, headers })
      headers.set('content-range', `bytes ${range.start}-${range.end}/${record.filesize}`)
      return new Response(body, { status: 206, headers })
    } catch (error) {
      return answerError(error, req)
    }
  },
}
