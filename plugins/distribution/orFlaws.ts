import { ValidationError } from 'payload'
import { DistributionError } from './errors.ts'

/**
 * Does what the rules of the collection may refuse, and refuses it as operations do.
 *
 * @throws INVALID_INPUT with one detail for each flaw
 */
export const orFlaws = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    const { errors } = error.data
    throw new DistributionError('INVALID_INPUT', errors.map(({ message }) => message).join(' '), {
      details: errors.map(({ path, message }) => ({ path, code: 'invalid_value', message })),
      cause: error,
    })
  }
}
