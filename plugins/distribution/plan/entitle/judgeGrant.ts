import type { AskedChannel, AskedForm, Denial, Grant } from './grant.ts'

type Args = {
  grant: Grant
  channel: AskedChannel
  form: AskedForm
  /** When it goes out. */
  at: Date
}

const day = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const judgeTime = ({ grant, at }: Args): Denial | undefined => {
  const { validFrom, validUntil, revokedAt } = grant
  if (revokedAt) {
    return {
      code: 'ENTITLEMENT_REVOKED',
      message: `The entitlement was revoked on ${day(revokedAt)}. Ask a manager of the client for a new one.`,
    }
  }
  if (validUntil && at >= validUntil) {
    return {
      code: 'ENTITLEMENT_OVER',
      message: `The entitlement ends on ${day(validUntil)}, and this would go out later. Choose an earlier time, or ask a manager of the client to extend it.`,
    }
  }
  if (validFrom && at < validFrom) {
    return {
      code: 'ENTITLEMENT_NOT_YET',
      message: `The entitlement begins on ${day(validFrom)}, and this would go out before. Choose a later time.`,
    }
  }
  return undefined
}

const judgeForm = ({ grant, form }: Args): Denial | undefined => {
  const granted = grant.form
  if (granted.kind === 'full') return undefined
  const most = granted.graphemes.toLocaleString('en-GB')
  if (form.kind === 'full') {
    return {
      code: 'ENTITLEMENT_EXCERPT_ONLY',
      message: `The entitlement permits an excerpt of up to ${most} characters, not the whole text. Ask for one: "excerpt": true.`,
    }
  }
  if (form.graphemes > granted.graphemes) {
    return {
      code: 'ENTITLEMENT_TOO_LONG',
      message: `The entitlement permits an excerpt of up to ${most} characters, and this one may have ${form.graphemes.toLocaleString('en-GB')}. Ask for a shorter one.`,
    }
  }
  if (form.hasMedia && !granted.includesMedia) {
    return {
      code: 'ENTITLEMENT_MEDIA',
      message:
        'The entitlement permits no pictures and videos. Ask for the excerpt without them: "withoutMedia": true.',
    }
  }
  return undefined
}

/**
 * What keeps an entitlement from permitting a post on one channel; undefined where it permits it. Of several reasons the
 * first in the order of `denialCodes`.
 */
export const judgeGrant = (args: Args): Denial | undefined => {
  const { grant, channel } = args
  const early = judgeTime(args)
  if (early) return early
  if (grant.channels !== 'all' && !grant.channels.includes(channel.id)) {
    return {
      code: 'ENTITLEMENT_CHANNEL',
      message: `The entitlement does not name this channel. Leave it out, or ask a manager of the client to add it.`,
    }
  }
  const denied = judgeForm(args)
  if (denied) return denied
  if (channel.isRepeat && !grant.allowRedistribution) {
    return {
      code: 'ENTITLEMENT_ONCE',
      message:
        'The entitlement permits a post once on each channel, and this one went there already or is on its way. Leave the channel out, or ask a manager of the client to permit it again.',
    }
  }
  return undefined
}
