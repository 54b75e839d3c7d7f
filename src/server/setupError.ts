/** A failure that a person can mend: `message` is one sentence that says how, `code` is stable. */
export type SetupError = Error & { code: string }

type Args = { code: string; message: string; cause?: unknown }

/** An error whose message is shown alone, without a stack trace. */
export function setupError({ code, message, cause }: Args): SetupError {
  return Object.assign(new Error(message, { cause }), { name: 'SetupError', code })
}

/** Whether `error` was made by `setupError`. */
export function isSetupError(error: unknown): error is SetupError {
  return error instanceof Error && error.name === 'SetupError'
}

/** The system's code of an error (`ENOSPC`, `28P01`), or an empty text. */
export function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code)
  return ''
}
