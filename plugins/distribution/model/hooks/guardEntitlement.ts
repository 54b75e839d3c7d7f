import { type CollectionBeforeChangeHook, type CollectionSlug, ValidationError } from 'payload'
import type { Settings } from '../../options.ts'
import { type Flaw, findChanges, findFlaws } from '../../plan/entitle/findFlaws.ts'
import { callerOf } from '../../security/standing.ts'
import { entitlementIds } from './entitlementIds.ts'

type Doc = Record<string, unknown>

/** What the form does not show any more says nothing. */
const withoutHidden = (doc: Doc): Doc => ({
  ...doc,
  user: doc.holder === 'user' ? doc.user : null,
  key: doc.holder === 'key' ? doc.key : null,
  post: doc.subject === 'post' ? doc.post : null,
  series: doc.subject === 'series' && typeof doc.series === 'string' ? doc.series.trim() : null,
  allowedChannels: doc.channelScope === 'listed' ? doc.allowedChannels : [],
  excerptGraphemes: doc.form === 'excerpt' ? doc.excerptGraphemes : null,
  includesMedia: doc.form === 'excerpt' && doc.includesMedia === true,
})

/** How the form calls its fields. */
const labels: Record<string, string> = {
  holder: 'Who may distribute',
  user: 'User',
  key: 'API key',
  subject: 'What they may distribute',
  series: 'Series',
  post: 'Post',
  allowedChannels: 'Channels',
  excerptGraphemes: 'Characters at most',
  validUntil: 'Until',
  isRevoked: 'Revoked',
}

const named = (flaw: Flaw) => ({ ...flaw, label: labels[flaw.path] ?? flaw.path })

/**
 * The one rule for entitlements, however they are written: their terms are whole, whom and what they are for never
 * changes, and when and by whom one was revoked is written by nobody but this.
 *
 * @throws ValidationError (400), with each flaw at its field
 */
export const guardEntitlement =
  (settings: Settings): CollectionBeforeChangeHook =>
  ({ collection, data, originalDoc, operation, req }) => {
    const before = originalDoc && operation === 'update' ? entitlementIds(originalDoc) : undefined
    const { revokedAt: _, revokedByName: __, ...given } = data
    const doc = withoutHidden(entitlementIds({ ...before, ...given }))
    const errors: Flaw[] = [...(before ? findChanges(before, doc) : []), ...findFlaws(doc)]
    if (errors.length > 0) {
      throw new ValidationError(
        { collection: collection.slug as CollectionSlug, errors: errors.map(named) },
        req.t,
      )
    }
    const wasRevoked = Boolean(before?.revokedAt)
    const isRevoked = doc.isRevoked === true
    return {
      ...doc,
      ...(isRevoked
        ? {
            revokedAt: wasRevoked ? before?.revokedAt : new Date().toISOString(),
            revokedByName: wasRevoked
              ? before?.revokedByName
              : (callerOf(req, settings)?.name ?? 'Postyard'),
          }
        : { revokedAt: null, revokedByName: null }),
    }
  }
