/** The terms of an entitlement as a form or a program gives them. */
export type Terms = {
  holder?: unknown
  user?: unknown
  key?: unknown
  subject?: unknown
  series?: unknown
  post?: unknown
  channelScope?: unknown
  allowedChannels?: unknown
  allowRedistribution?: unknown
  form?: unknown
  excerptGraphemes?: unknown
  includesMedia?: unknown
  validFrom?: unknown
  validUntil?: unknown
  revokedAt?: unknown
}

export type Flaw = { path: string; message: string }

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const timeOf = (value: unknown): number | undefined =>
  isEmpty(value) ? undefined : new Date(value as string | Date).getTime()

const fewest = 10
const most = 100_000

const isLength = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= fewest && value <= most

/** What is missing or contradicts itself in the terms of an entitlement, each at its field; empty where they are whole. */
export const findFlaws = (terms: Terms): Flaw[] => {
  const { holder, subject, validFrom, validUntil } = terms
  const from = timeOf(validFrom)
  const until = timeOf(validUntil)
  const isListed = terms.channelScope !== 'all'
  const hasChannels = Array.isArray(terms.allowedChannels) && terms.allowedChannels.length > 0
  const found: (Flaw | false)[] = [
    holder === 'user' &&
      isEmpty(terms.user) && { path: 'user', message: 'Choose the user who may distribute.' },
    holder === 'key' &&
      isEmpty(terms.key) && { path: 'key', message: 'Choose the API key that may distribute.' },
    subject === 'post' &&
      isEmpty(terms.post) && { path: 'post', message: 'Choose the post that may be distributed.' },
    subject === 'series' &&
      isEmpty(terms.series) && {
        path: 'series',
        message: 'Name the series whose posts may be distributed.',
      },
    isListed &&
      !hasChannels && {
        path: 'allowedChannels',
        message: 'Choose at least one channel, or permit all channels.',
      },
    terms.form === 'excerpt' &&
      !isLength(terms.excerptGraphemes) && {
        path: 'excerptGraphemes',
        message: `Give the characters of an excerpt: a whole number from ${fewest} to ${most.toLocaleString('en-GB')}.`,
      },
    from !== undefined &&
      until !== undefined &&
      until <= from && { path: 'validUntil', message: 'It has to end after it begins.' },
  ]
  return found.flatMap((flaw) => (flaw ? flaw : []))
}

const permitting = [
  'channelScope',
  'allowedChannels',
  'allowRedistribution',
  'form',
  'excerptGraphemes',
  'includesMedia',
  'validFrom',
  'validUntil',
  'revokedAt',
] as const

const toText = (value: unknown): string => {
  if (isEmpty(value) || value === false) return ''
  if (Array.isArray(value)) return value.map(String).sort().join(' ')
  return value instanceof Date ? value.toISOString() : String(value)
}

/** Whether what an entitlement permits is another thing than before; its name and its notes permit nothing. */
export const permitsOtherwise = (before: Terms, after: Terms): boolean =>
  permitting.some((name) => toText(before[name]) !== toText(after[name]))

const fixed = ['holder', 'user', 'key', 'subject', 'series', 'post'] as const

/** What may not change in an entitlement: whom and what it is for, since records tell of it; and it stays revoked. */
export const findChanges = (
  before: Terms & { isRevoked?: unknown },
  after: Terms & { isRevoked?: unknown },
): Flaw[] => {
  const same = (a: unknown, b: unknown) => String(a ?? '') === String(b ?? '')
  const changed = fixed.find((name) => !same(before[name], after[name]))
  return [
    ...(changed
      ? [
          {
            path: changed,
            message:
              'Whom and what an entitlement is for stays as it is, since receipts name it. Revoke this one and make another.',
          },
        ]
      : []),
    ...(!isEmpty(before.revokedAt) && after.isRevoked !== true
      ? [
          {
            path: 'isRevoked',
            message: 'An entitlement that was revoked stays revoked. Make another one.',
          },
        ]
      : []),
  ]
}
