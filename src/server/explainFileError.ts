import { codeOf, type SetupError, setupError } from './setupError.ts'

type Args = { error: unknown; path: string }

/**
 * Says in one sentence why a file or folder could not be used, or gives back null where the reason
 * is none that a person can mend. Codes: `DISK_FULL`, `NOT_PERMITTED`.
 */
export function explainFileError({ error, path }: Args): SetupError | null {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return setupError({
      code: 'DISK_FULL',
      message: `The disk that holds ${path} is full: make room there, or set DATA_DIR to a folder on another disk.`,
      cause: error,
    })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return setupError({
      code: 'NOT_PERMITTED',
      message: `Postyard may not write to ${path}: give this user the right to, or set DATA_DIR to a folder where it may.`,
      cause: error,
    })
  }
  return null
}
