import { type SetupError, setupError } from '../../src/server/setupError.ts'

/** The error of a run that did not do what was to be measured. `code` is `BENCH_INVALID`. */
export const invalid = (why: string): SetupError =>
  setupError({
    code: 'BENCH_INVALID',
    message: `This benchmark says nothing, since a run of it was not valid: ${why}`,
  })
