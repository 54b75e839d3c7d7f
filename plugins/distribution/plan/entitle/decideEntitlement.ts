import { type AskedChannel, type AskedForm, type Denial, denialCodes, type Grant } from './grant.ts'
import { judgeGrant } from './judgeGrant.ts'

/** Who wants to distribute: a person of the agency or its client, else a program. */
export type Applicant = {
  isStaff: boolean
  /** The user that they are, where they are one. */
  user?: string
  /** The API key that they are, where they are one. */
  key?: string
}

export type AskedPost = { id: string; series: string | null; isLicensed: boolean }

/** `grant` is null for what needs none: staff distributing the tenant's own content. */
export type Decision = { channel: string } & ({ grant: Grant | null } | { denial: Denial })

type Args = {
  caller: Applicant
  post: AskedPost
  channels: AskedChannel[]
  /** Of the tenant; those of others holders and of other posts are passed over. */
  grants: Grant[]
  form: AskedForm
  /** When it goes out. */
  at: Date
}

const isHeldBy = ({ holder }: Grant, caller: Applicant): boolean => {
  switch (holder.kind) {
    case 'staff':
      return caller.isStaff
    case 'api-agents':
      return !caller.isStaff
    case 'user':
      return holder.id === caller.user
    case 'key':
      return holder.id === caller.key
  }
}

const isAbout = ({ subject }: Grant, post: AskedPost): boolean => {
  switch (subject.kind) {
    case 'everything':
      return true
    case 'series':
      return subject.name === post.series
    case 'post':
      return subject.id === post.id
  }
}

/** What is for one comes before what is for many, and of equal ones the one that permits most. */
const rankOf = ({ subject, holder, form, allowRedistribution }: Grant): number =>
  (subject.kind === 'post' ? 0 : subject.kind === 'series' ? 100 : 200) +
  (holder.kind === 'user' || holder.kind === 'key' ? 0 : 10) +
  (form.kind === 'full' ? 0 : 2) +
  (allowRedistribution ? 0 : 1)

const byRank = (a: Grant, b: Grant): number =>
  rankOf(a) - rankOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const missing = ({ caller, post }: Args): Denial => ({
  code: 'ENTITLEMENT_MISSING',
  message: caller.isStaff
    ? 'This post is licensed, and nothing entitles you to distribute it. Ask a manager of the client for an entitlement.'
    : `A program distributes only what it is entitled to, and nothing entitles it to this post${post.series ? ` or its series "${post.series}"` : ''}. Ask a manager of the client for an entitlement.`,
})

/** The reason of the entitlement that comes nearest to permitting it. */
const nearest = (denials: Denial[]): Denial | undefined =>
  denials.toSorted((a, b) => denialCodes.indexOf(b.code) - denialCodes.indexOf(a.code))[0]

/**
 * Who may distribute what, for each channel by itself: programs nothing without an entitlement; staff their tenant's own
 * content, and what is licensed only with one. The title and the link of a post are permitted with any.
 */
export const decideEntitlement = (args: Args): Decision[] => {
  const { caller, post, channels, form, at } = args
  if (caller.isStaff && !post.isLicensed) {
    return channels.map(({ id }) => ({ channel: id, grant: null }))
  }
  const grants = args.grants
    .filter((grant) => isHeldBy(grant, caller) && isAbout(grant, post))
    .toSorted(byRank)
  return channels.map((channel): Decision => {
    const judged = grants.map((grant) => ({
      grant,
      denial: judgeGrant({ grant, channel, form, at }),
    }))
    const permitting = judged.find(({ denial }) => denial === undefined)
    if (permitting) return { channel: channel.id, grant: permitting.grant }
    const denial = nearest(judged.flatMap((one) => one.denial ?? [])) ?? missing(args)
    return { channel: channel.id, denial }
  })
}
