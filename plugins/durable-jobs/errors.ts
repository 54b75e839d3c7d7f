/** Every error of this plugin, by its stable code. */
export type DurableJobsErrorCode =
  | 'NOT_POSTGRES'
  | 'NO_TRANSACTIONS'
  | 'ISOLATION'
  | 'RUN_HOOKS'
  | 'DEPTH'
  | 'INVALID_OPTION'
  | 'NOT_INSTALLED'
  | 'UNKNOWN_TASK'
  | 'SUPERSEDES'
  | 'INVALID_KEY'
  | 'COMMIT_FAILED'

/** `message` says what to do next, with the plugin's name in front; `cause` is kept. */
export class DurableJobsError extends Error {
  readonly code: DurableJobsErrorCode

  constructor(code: DurableJobsErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(`durable-jobs: ${message}`, options)
    this.name = 'DurableJobsError'
    this.code = code
  }
}
