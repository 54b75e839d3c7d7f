import type { Candidate, Criteria, LeftOutCode } from './candidate.ts'

/** Below this health an account takes no part in a plan over many accounts. */
export const defaultMinHealth = 40

type Unfit = { code: LeftOutCode; message: string }

/** Criteria with their lists of ids, as text, ready to be looked up. */
export type Wanted = Omit<Criteria, 'channels' | 'except'> & {
  channels?: ReadonlySet<string>
  except?: ReadonlySet<string>
}

const textsOf = (ids: readonly unknown[]): Set<string> => new Set(ids.map(String))

export const wantedBy = ({ channels, except, ...rest }: Criteria): Wanted => ({
  ...rest,
  ...(channels ? { channels: textsOf(channels) } : {}),
  ...(except ? { except: textsOf(except) } : {}),
})

const listed = new Intl.ListFormat('en', { type: 'disjunction' })

const counts = new Intl.NumberFormat('en-GB')

const fold = (text: string): string => text.trim().toLowerCase()

const has = (values: readonly string[], value: string): boolean =>
  values.some((one) => fold(one) === fold(value))

/** `pt` takes `pt-PT` too; `pt-PT` takes only itself. */
const speaks = (language: string, wanted: readonly string[]): boolean =>
  wanted.some((one) => fold(language) === fold(one) || fold(language).startsWith(`${fold(one)}-`))

const unfitByList = ({ id }: Candidate, { channels, except }: Wanted): Unfit | undefined => {
  if (channels && !channels.has(String(id))) {
    return { code: 'NOT_LISTED', message: 'It is not among the channels that were asked for.' }
  }
  if (except?.has(String(id))) {
    return { code: 'EXCEPTED', message: 'It was asked to leave it out.' }
  }
  return undefined
}

const unfitByLabel = (
  { labels }: Candidate,
  { any, all }: NonNullable<Criteria['labels']>,
): Unfit | undefined => {
  const missing = all?.filter((label) => !has(labels, label)) ?? []
  if (missing.length > 0) {
    return {
      code: 'LABEL_MISSING',
      message: `It does not have the label ${listed.format(missing.map((one) => `“${one}”`))}.`,
    }
  }
  if (any && any.length > 0 && !any.some((label) => has(labels, label))) {
    return {
      code: 'LABEL_MISSING',
      message: `It has none of the labels ${listed.format(any.map((one) => `“${one}”`))}.`,
    }
  }
  return undefined
}

const unfitByPlace = (
  { platform, language, timezone }: Candidate,
  { platforms, languages, zones }: Wanted,
): Unfit | undefined => {
  if (platforms && !has(platforms, platform)) {
    return { code: 'OTHER_PLATFORM', message: `It is on ${platform}.` }
  }
  if (languages && (language === null || !speaks(language, languages))) {
    const message =
      language === null
        ? 'Its language is not known. Give it one on its page.'
        : `Its language is ${language}.`
    return { code: 'OTHER_LANGUAGE', message }
  }
  if (zones && !has(zones, timezone)) {
    return { code: 'OTHER_ZONE', message: `Its time zone is ${timezone}.` }
  }
  return undefined
}

const unfitByFollowers = (
  { followers }: Candidate,
  { min, max }: NonNullable<Criteria['followers']>,
): Unfit | undefined => {
  if (min === undefined && max === undefined) return undefined
  if (followers === null) {
    return {
      code: 'FOLLOWERS_UNKNOWN',
      message: 'How many followers it has is not known. Write it down on its page.',
    }
  }
  const count = `It has ${counts.format(followers)} followers`
  if (min !== undefined && followers < min) {
    return {
      code: 'TOO_FEW_FOLLOWERS',
      message: `${count}, fewer than ${counts.format(min)}.`,
    }
  }
  if (max !== undefined && followers > max) {
    return {
      code: 'TOO_MANY_FOLLOWERS',
      message: `${count}, more than ${counts.format(max)}.`,
    }
  }
  return undefined
}

/** Why a channel takes no part; undefined where it may. The first reason is told: what was asked for before how it is. */
export const findUnfit = (candidate: Candidate, criteria: Wanted): Unfit | undefined => {
  const { minHealth = defaultMinHealth } = criteria
  const unasked =
    unfitByList(candidate, criteria) ??
    unfitByPlace(candidate, criteria) ??
    unfitByLabel(candidate, criteria.labels ?? {}) ??
    unfitByFollowers(candidate, criteria.followers ?? {})
  if (unasked) return unasked
  if (candidate.state !== 'active') {
    return { code: 'CHANNEL_NOT_ACTIVE', message: `It is ${candidate.state}.` }
  }
  if (candidate.health < minHealth) {
    return {
      code: 'NOT_WELL',
      message: `Its health is ${Math.round(candidate.health)} of 100, below ${minHealth}. Its page says why.`,
    }
  }
  return undefined
}
