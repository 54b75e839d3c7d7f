import { APIError, FileUploadError } from 'payload'
import { DistributionError } from '../../errors.ts'
import type { Reason } from '../../model/changeState.ts'

type ItemRefusal = Error & { refusal: Reason }

/** What is wrong with an item itself: it is set aside, and the next one flies. */
export const itemRefusal = (refusal: Reason, cause?: unknown): ItemRefusal =>
  Object.assign(new Error(refusal.message, { cause }), { refusal })

/**
 * A refusal of an item, where an error is one of somebody who looked at it. Every other error comes back as it is, since it
 * says nothing of the item: so does one of the storage.
 */
export const refuseItem = (error: unknown, code: string, sentence: string): unknown => {
  const isOfItem =
    error instanceof DistributionError ||
    (error instanceof APIError && error.status === 400 && !(error instanceof FileUploadError))
  if (!isOfItem) return error
  const message = `${sentence}: ${error.message} Mend it, then put the item back.`
  return itemRefusal({ code, message }, error)
}

/** Why an item is refused; undefined of any other error. */
export const refusalOf = (error: unknown): Reason | undefined =>
  error instanceof Error && 'refusal' in error ? (error as ItemRefusal).refusal : undefined
