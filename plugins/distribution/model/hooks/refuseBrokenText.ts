import { type CollectionBeforeValidateHook, ValidationError } from 'payload'
import { findUnstorable } from '../findUnstorable.ts'

/** @throws ValidationError (400) where a text holds what no database can keep */
export const refuseBrokenText: CollectionBeforeValidateHook = ({ collection, data, req }) => {
  const path = findUnstorable(data)
  if (path === undefined) return data
  const message = 'This holds a broken character. Remove it, or type the text again.'
  throw new ValidationError({ collection: collection.slug, errors: [{ path, message }] }, req.t)
}
