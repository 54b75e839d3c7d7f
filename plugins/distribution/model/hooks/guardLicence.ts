import { type CollectionBeforeChangeHook, type CollectionSlug, ValidationError } from 'payload'
import { idOf } from '../../id.ts'
import type { Settings } from '../../options.ts'
import type { Flaw } from '../../plan/entitle/findFlaws.ts'
import { callerOf, isAllowed, isProgram } from '../../security/standing.ts'
import type { ID } from '../database.ts'

const said = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/**
 * What a post belongs to decides who may distribute it. That it is licensed anybody may say who writes it; to take that
 * back, or to put a licensed post into another series, is for those who grant entitlements. A program puts no post into a
 * series, be it new or there already: it would say itself what it is entitled to.
 *
 * @throws ValidationError (400)
 */
export const guardLicence =
  (settings: Settings): CollectionBeforeChangeHook =>
  ({ collection, data, originalDoc, operation, req }) => {
    const caller = callerOf(req, settings)
    if (!caller) return data
    const tenant = idOf(operation === 'create' ? data.tenant : originalDoc?.tenant) as ID
    if (isAllowed(caller.standing, 'entitlements.manage', tenant)) return data
    const wasLicensed = originalDoc?.isLicensed === true
    const isMoved = 'series' in data && said(data.series) !== said(originalDoc?.series)
    const errors: (Flaw & { label: string })[] = []
    if (wasLicensed && 'isLicensed' in data && data.isLicensed !== true) {
      errors.push({
        path: 'isLicensed',
        label: 'Licensed',
        message: 'Only a manager of the client says that a post is not licensed any more.',
      })
    }
    if (isMoved && (wasLicensed || isProgram(caller, tenant))) {
      errors.push({
        path: 'series',
        label: 'Series',
        message:
          'Only a manager of the client puts this post into another series, since entitlements depend on it. Leave it as it is.',
      })
    }
    if (errors.length === 0) return data
    throw new ValidationError({ collection: collection.slug as CollectionSlug, errors }, req.t)
  }
