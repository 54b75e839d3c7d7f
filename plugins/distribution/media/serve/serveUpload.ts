import type { Endpoint, PayloadRequest, UploadConfig } from 'payload'
import { notFound } from '../../errors.ts'
import { answerError } from '../../problem.ts'
import { settingsOf } from '../../settings.ts'
import type { MediaRecord } from '../openMedia.ts'
import { answerFile } from './answerFile.ts'
import { findByFilename } from './findByFilename.ts'
import { sentFile } from './sentFile.ts'

type Handler = NonNullable<UploadConfig['handlers']>[number]

/**
 * Sends a file of the media library to a person who may read its record; Payload has seen to that and names the record,
 * except to those who may read all of them. Browsers keep it and ask each time whether they may still show it.
 */
export const serveUpload: Handler = (req, { doc, params }) => {
  // Payload and we ask the handlers for bytes too, past any door: that is for the adapter to answer.
  if (req.context.isReadingStorage || 'clientUploadContext' in params) return undefined
  return sendToReader({ req, doc: doc as MediaRecord | undefined, filename: params.filename })
}

const sendToReader = async (args: {
  req: PayloadRequest
  doc: MediaRecord | undefined
  filename: string
}): Promise<Response> => {
  const { req, doc, filename } = args
  const { payload } = req
  try {
    const settings = settingsOf(payload)
    const record = doc ?? (await findByFilename({ req, settings, filename }))
    const file = record && sentFile({ payload, settings, record, filename })
    if (!file) throw notFound('file')
    const answer = await answerFile({
      file,
      request: req,
      cacheControl: 'private, no-cache',
      disposition: 'inline',
    })
    const { modifyResponseHeaders } = payload.collections[settings.mediaSlug]!.config.upload
    if (!modifyResponseHeaders) return answer
    const headers = modifyResponseHeaders({ headers: answer.headers }) || answer.headers
    return new Response(answer.body, { status: answer.status, headers })
  } catch (error) {
    return answerError(error, req)
  }
}

const path = '/file/:filename'

/** The same answer without the file, which Payload has no endpoint for. */
export const headOfUpload: Endpoint = {
  path,
  method: 'head',
  handler: async (req) => {
    const { endpoints } = req.payload.collections[settingsOf(req.payload).mediaSlug]!.config
    const get = (endpoints || []).find((each) => each.method === 'get' && each.path === path)
    if (!get) throw notFound('file')
    const { status, headers } = await get.handler(req)
    return new Response(null, { status, headers })
  },
}
