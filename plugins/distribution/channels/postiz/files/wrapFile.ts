import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { MediaFile } from '../../adapter.ts'

/** Postiz judges an uploaded file by the end of its name, in lower case. */
const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
}

/** The name under which a file is uploaded. */
export const nameFor = (file: Pick<MediaFile, 'filename' | 'mimeType'>): string => {
  const stem = file.filename.replace(/\.[^.]*$/, '').replace(/[^\w-]+/g, '-')
  const ending = endings[file.mimeType] ?? file.mimeType.split('/')[1]?.replace(/\W/g, '') ?? 'bin'
  return `${stem || 'file'}.${ending}`
}

/** The type with which a file is uploaded. */
export const typeFor = ({ mimeType }: Pick<MediaFile, 'mimeType'>): string =>
  /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType : 'application/octet-stream'

export type WrappedFile = {
  body: Readable
  headers: Record<string, string>
  /** Set once the file itself, and not the far side, has broken the upload. */
  fault: () => { code: string; message: string } | null
}

/**
 * A file as the body of a `multipart/form-data` request with the one field `file` (RFC 7578), read as it is
 * sent and never held whole. A file that is longer or shorter than its `bytes` breaks the body with the fault
 * `MEDIA_CHANGED`, one that can't be read with `MEDIA_UNREADABLE`.
 */
export const wrapFile = ({ file, source }: { file: MediaFile; source: Readable }): WrappedFile => {
  const boundary = `postyard-${randomUUID()}`
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${nameFor(file)}"\r\n` +
      `Content-Type: ${typeFor(file)}\r\n\r\n`,
  )
  const foot = Buffer.from(`\r\n--${boundary}--\r\n`)
  let fault: { code: string; message: string } | null = null

  const changed = (found: string): Error => {
    const message = `The file ${file.filename} has ${found} than its ${file.bytes} bytes. Upload it anew.`
    fault = { code: 'MEDIA_CHANGED', message }
    return new Error(message)
  }

  // Also heard before anyone reads: a file that is gone must not end the process as an unhandled event.
  source.on('error', () => {
    fault ??= {
      code: 'MEDIA_UNREADABLE',
      message: `The file ${file.filename} could not be read to its end. Check the media storage.`,
    }
  })

  async function* readParts() {
    yield head
    let read = 0
    for await (const chunk of source as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      read += bytes.length
      if (read > file.bytes) throw changed('more')
      yield bytes
    }
    if (read < file.bytes) throw changed('less')
    yield foot
  }

  return {
    body: Readable.from(readParts(), { objectMode: false }),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + file.bytes + foot.length),
    },
    fault: () => fault,
  }
}
