import { open } from 'node:fs/promises'

/** As far back from its end as an archive's directory may end: its own length, and a remark of up to 64 kB. */
const tailBytes = 22 + 65_535
const headBytes = 1024

/**
 * Whether a picture or video is something else as well: an archive, whose directory stands at the end of the file (ZIP
 * 4.3.16, also JAR, APK and Office), or a PDF, which may begin within the first kilobyte. What a person sees in such a file
 * is not what another program makes of it.
 */
export const isPolyglot = async (path: string): Promise<boolean> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const read = async (length: number, from: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
      return buffer.subarray(0, bytesRead)
    }
    const head = await read(Math.min(size, headBytes), 0)
    if (head.includes('%PDF-')) return true
    const length = Math.min(size, tailBytes)
    return hasDirectory(await read(length, size - length))
  } finally {
    await file.close()
  }
}

/** The mark of an archive's end counts only where the remark behind it is as long as it says. */
const hasDirectory = (tail: Buffer): boolean => {
  const mark = Buffer.from('PK\x05\x06', 'latin1')
  for (
    let at = tail.lastIndexOf(mark);
    at >= 0;
    at = at === 0 ? -1 : tail.lastIndexOf(mark, at - 1)
  ) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true
  }
  return false
}
