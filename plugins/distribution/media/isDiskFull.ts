import { type MediaError, mediaError } from './mediaError.ts'

/** As FFmpeg and libvips say it, which have no code for it. */
const words = /no space left on device|disk quota exceeded/i

/** Whether what went wrong, or what caused it, is that the disk took no more. */
export const isDiskFull = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return (
    code === 'ENOSPC' || code === 'EDQUOT' || words.test(error.message) || isDiskFull(error.cause)
  )
}

/** For whoever finds the disk full when it has begun to write. */
export const diskFull = (cause: unknown): MediaError =>
  mediaError({
    code: 'DISK_FULL',
    message:
      'The disk of the worker ran full while it was made. Make room; it is tried again by itself.',
    cause,
  })
