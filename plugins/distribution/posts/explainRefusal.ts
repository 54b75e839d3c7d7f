import { ValidationError } from 'payload'
import { DistributionError } from '../errors.ts'
import { noSuch } from './postInput.ts'

/** What Payload's own checks of a post refuse, as operations say it; everything else as it is. */
export const explainRefusal = (error: unknown): unknown => {
  if (!(error instanceof ValidationError)) return error
  const { errors } = error.data
  const points = (field: string) => errors.some(({ path }) => path.split('.').includes(field))
  if (points('media')) return noSuch('media', error)
  if (points('channels')) return noSuch('channels', error)
  const details = errors.map(({ path, message }) => ({ path, code: 'invalid', message }))
  const [first] = details
  return new DistributionError(
    'INVALID_INPUT',
    first ? `"${first.path}" does not fit. ${first.message}` : 'The post does not fit.',
    { details, cause: error },
  )
}
