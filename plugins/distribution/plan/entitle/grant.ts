/** An id as text. */
type Id = string

/** Who may: all programs of the tenant, all people of it, one user, or one API key. */
export type Holder =
  | { kind: 'api-agents' }
  | { kind: 'staff' }
  | { kind: 'user'; id: Id }
  | { kind: 'key'; id: Id }

/** What may be distributed: everything of the tenant, the posts of a series, or one post. */
export type Subject =
  | { kind: 'everything' }
  | { kind: 'series'; name: string }
  | { kind: 'post'; id: Id }

/** How much of a post may be said: all of it, or so many graphemes from its beginning. */
export type GrantedForm =
  | { kind: 'full' }
  | { kind: 'excerpt'; graphemes: number; includesMedia: boolean }

/** An entitlement, as rules read it. */
export type Grant = {
  id: Id
  holder: Holder
  subject: Subject
  channels: 'all' | Id[]
  /** Whether a post may go again to a channel to which it went already. */
  allowRedistribution: boolean
  form: GrantedForm
  validFrom: Date | null
  /** From then on it permits nothing. */
  validUntil: Date | null
  revokedAt: Date | null
}

/** How much of a post a plan says. `graphemes` are those of the excerpt that it asks for. */
export type AskedForm =
  | { kind: 'full'; hasMedia: boolean }
  | { kind: 'excerpt'; graphemes: number; hasMedia: boolean }

/** One channel that a post is to go to. */
export type AskedChannel = {
  id: Id
  name: string
  /** Whether the post went there already, or is on its way there. */
  isRepeat: boolean
}

/** Why an entitlement does not permit something, from what is farthest from being permitted to what is nearest. */
export const denialCodes = [
  'ENTITLEMENT_MISSING',
  'ENTITLEMENT_REVOKED',
  'ENTITLEMENT_OVER',
  'ENTITLEMENT_NOT_YET',
  'ENTITLEMENT_CHANNEL',
  'ENTITLEMENT_EXCERPT_ONLY',
  'ENTITLEMENT_TOO_LONG',
  'ENTITLEMENT_MEDIA',
  'ENTITLEMENT_ONCE',
  'ENTITLEMENT_BEYOND',
] as const

export type DenialCode = (typeof denialCodes)[number]

export type Denial = { code: DenialCode; message: string }
