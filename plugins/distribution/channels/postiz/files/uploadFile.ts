import type { Readable } from 'node:stream'
import type { MediaFile } from '../../adapter.ts'
import { uploadAnswer } from '../api/answers.ts'
import type { CallApi, Reply } from '../api/callApi.ts'
import type { RemoteFile } from '../api/connection.ts'
import { wrapFile } from './wrapFile.ts'

type Args = { call: CallApi; file: MediaFile; timeoutMs: number; signal?: AbortSignal }

/** An upload may crawl along at 256 kB/s before it is given up. */
export const bytesPerMs = 256

/**
 * Uploads one file to the organisation's store, where nobody sees it: no fault of this is ever `unknown`.
 * Besides the codes of `readError`: `MEDIA_UNREADABLE`, and `MEDIA_CHANGED` (permanent).
 */
export const uploadFile = async ({
  call,
  file,
  timeoutMs,
  signal,
}: Args): Promise<Reply<RemoteFile>> => {
  let source: Readable
  try {
    source = await file.open()
  } catch (cause) {
    const code = 'MEDIA_UNREADABLE'
    const message = `The file ${file.filename} could not be opened. Check the media storage.`
    const errorCode = (cause as { code?: unknown } | null)?.code
    return {
      ok: false,
      fault: { certainty: 'no-effect', isPermanent: false, code, message, said: '' },
      answer: typeof errorCode === 'string' ? { meta: { file: errorCode } } : {},
    }
  }
  const wrapped = wrapFile({ file, source })
  const reply = await call({
    method: 'POST',
    path: '/upload',
    answer: uploadAnswer,
    hasEffect: false,
    headers: wrapped.headers,
    body: wrapped.body,
    timeoutMs: timeoutMs + Math.ceil(file.bytes / bytesPerMs),
    signal,
  })
  const own = wrapped.fault()
  source.destroy()
  wrapped.body.destroy()
  if (reply.ok || !own) return reply
  return { ...reply, fault: { ...reply.fault, ...own, isPermanent: own.code === 'MEDIA_CHANGED' } }
}
