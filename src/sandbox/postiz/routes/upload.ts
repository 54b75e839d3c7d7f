import { type Answer, badRequest, withMsg } from '../http/answer.ts'
import type { Call } from '../http/matchRoute.ts'
import { storeFile } from './storeFile.ts'

/** A video may have 1 GB; the rest is for what a form has around it. */
const maxFormBytes = 1024 ** 3 + 1024 ** 2

/** Takes one file, in the multipart field `file`. */
export async function upload({ sandbox, organisation, incoming }: Call): Promise<Answer> {
  const type = incoming.header('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data'))
    return withMsg(400, 'No file provided.')
  const body = await incoming.readAll(maxFormBytes)
  if (!body) return withMsg(400, 'File is too large.')
  const form = await readForm(type, body)
  if (!form) return badRequest('Unexpected end of form')
  const files = [...form].filter(([, value]) => typeof value !== 'string')
  if (files.some(([field]) => field !== 'file')) return badRequest('Unexpected field')
  const file = form.get('file')
  if (!(file instanceof File)) return withMsg(400, 'No file provided.')
  return storeFile({ sandbox, organisation, bytes: new Uint8Array(await file.arrayBuffer()) })
}

async function readForm(type: string, body: Buffer): Promise<FormData | null> {
  const request = new Request('http://sandbox.invalid', {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength),
  })
  try {
    return await request.formData()
  } catch {
    // A form that cannot be read is the client's mistake, and answered as one.
    return null
  }
}
