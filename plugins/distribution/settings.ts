import { isAbsolute, resolve } from 'node:path'
import type { CollectionSlug, Payload } from 'payload'
import {
  type DistributionOptions,
  type MediaOptions,
  type NetworkDefaults,
  type OwnCollection,
  ownCollections,
  type SeriesDefaults,
  type Settings,
} from './options.ts'
import { createReach, isThisMachine } from './security/reach.ts'
import { defaultStandingOf } from './security/standing.ts'
import { usualLimits } from './series/sources/sourceLimits.ts'

const refuse = (sentence: string): never => {
  throw new Error(`postyard: ${sentence}`)
}

const minute = 60_000

const readMediaOptions = (given: MediaOptions = {}): Settings['media'] => {
  const media = {
    slots: given.slots ?? 2,
    installationSlots: given.installationSlots,
    limitMinutes: given.limitMinutes ?? 30,
    memoryMb: given.memoryMb ?? 3072,
    freeDiskMb: given.freeDiskMb ?? 512,
    keepDays: given.keepDays ?? 90,
  }
  for (const [name, value] of Object.entries(media)) {
    const isFine = value === undefined || (Number.isFinite(value) && value > 0)
    if (!isFine) refuse(`\`media.${name}\` must be a number above 0.`)
  }
  return media
}

const usualPeaks: Settings['network']['peaks'] = {
  weekday: [
    { from: '06:00', to: '09:00' },
    { from: '12:00', to: '14:00' },
    { from: '18:00', to: '22:00' },
  ],
  weekend: [
    { from: '09:00', to: '12:00' },
    { from: '17:00', to: '22:00' },
  ],
}

const readNetworkDefaults = (given: NetworkDefaults = {}): Settings['network'] => {
  const { windowHours = 6, gapMinutes = {}, peaks = {} } = given
  const { min = 2, max = Math.max(15, min) } = gapMinutes
  if (!(windowHours > 0)) refuse('`network.windowHours` must be a number above 0.')
  if (!(min >= 0 && max >= min)) {
    refuse('`network.gapMinutes` needs a `min` of at least 0 and a `max` of at least that.')
  }
  return {
    windowMs: windowHours * 60 * minute,
    gapMs: { min: min * minute, max: max * minute },
    peaks: { ...usualPeaks, ...peaks },
  }
}

const readSameContentMinutes = (minutes = 5): number => {
  const isFine = Number.isFinite(minutes) && minutes >= 0 && minutes <= 24 * 60
  if (!isFine) refuse('`sameContentMinutes` must be a number of minutes of at most a day.')
  return minutes
}

const readSeriesDefaults = (given: SeriesDefaults = {}, posts: string): Settings['series'] => {
  const { contentRoot, collections = {} } = given
  if (contentRoot !== undefined && !isAbsolute(contentRoot)) {
    refuse('`series.contentRoot` must be an absolute path.')
  }
  for (const [slug, { title }] of Object.entries(collections)) {
    if (!title) refuse(`\`series.collections.${slug}\` must say which field is the title.`)
  }
  return {
    ...(contentRoot === undefined
      ? {}
      : { contentRoot: resolve(/* turbopackIgnore: true */ contentRoot) }),
    collections: {
      [posts]: { title: 'title', text: 'text', link: 'link', image: 'media' },
      ...collections,
    },
    limits: usualLimits,
  }
}

const readRate = (rate = 600): number => {
  if (!Number.isInteger(rate) || rate < 1)
    refuse('`apiRatePerMinute` must be a whole number above 0.')
  return rate
}

const readMailOption = (mail: DistributionOptions['mail']): Settings['mail'] => {
  if (!mail) return undefined
  const url = URL.parse(mail.url)
  if (!url || !/^smtps?:$/.test(url.protocol)) {
    return refuse('`mail.url` is no address of a mail server, such as smtps://smtp.example.')
  }
  const user = decodeURIComponent(url.username)
  return {
    from: mail.from,
    server: {
      host: url.hostname,
      port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
      ...(url.searchParams.get('requireTLS') === 'false' ? { mayBePlain: true } : {}),
      ...(user === '' ? {} : { user, password: decodeURIComponent(url.password) }),
    },
  }
}

/** Checks every option once and fills in the defaults, so that nothing inside checks again. */
export const readOptions = (options: DistributionOptions): Settings => {
  if (!options.encryptionKeys?.length) {
    refuse('give at least one entry in `encryptionKeys`; the first one encrypts.')
  }
  for (const { id, key } of options.encryptionKeys) {
    if (!/^[\w-]{1,32}$/.test(id))
      refuse(`the encryption key id "${id}" may hold letters, digits, - and _.`)
    if (Buffer.from(key, 'base64').length !== 32) {
      refuse(`the encryption key "${id}" is not 32 bytes in base64.`)
    }
  }
  if ((options.linkSecret ?? '').length < 32) refuse('`linkSecret` needs at least 32 characters.')
  for (const name of ['privatePostizHosts', 'privateReceiverHosts'] as const) {
    const hosts = options[name]
    if (hosts && hosts !== 'all' && !Array.isArray(hosts)) {
      refuse(`\`${name}\` is a list of hosts, such as ['postiz'], or 'all'.`)
    }
  }
  const serverUrl = URL.parse(options.serverUrl)
  if (!serverUrl) refuse(`\`serverUrl\` is no address: "${options.serverUrl}".`)
  const usualHosts = serverUrl && isThisMachine(serverUrl.hostname) ? ('all' as const) : []
  const slugs = Object.fromEntries(
    ownCollections.map((name) => [name, options.slugs?.[name] ?? name]),
  ) as Record<OwnCollection, CollectionSlug>
  return {
    encryptionKeys: options.encryptionKeys,
    linkSecret: options.linkSecret,
    serverUrl: options.serverUrl.replace(/\/+$/, ''),
    tenantsSlug: options.tenantsSlug ?? ('tenants' as CollectionSlug),
    usersSlug: options.usersSlug ?? ('users' as CollectionSlug),
    mediaSlug: options.mediaSlug ?? ('media' as CollectionSlug),
    standingOf: options.standingOf ?? defaultStandingOf,
    push: options.push,
    removeStoredFile: options.removeStoredFile,
    stageLeadMinutes: options.stageLeadMinutes ?? 15,
    renderLeadMinutes: options.renderLeadMinutes ?? 60,
    media: readMediaOptions(options.media),
    catchUpSeconds: options.catchUpSeconds ?? 30,
    postizTimeoutMs: options.postizTimeoutMs ?? 10_000,
    reach: createReach(options.privatePostizHosts ?? usualHosts),
    receivers: createReach(options.privateReceiverHosts ?? usualHosts),
    mail: readMailOption(options.mail),
    webhookTimeoutMs: options.webhookTimeoutMs ?? 15_000,
    checkChannelsMinutes: options.checkChannelsMinutes ?? 30,
    apiRatePerMinute: readRate(options.apiRatePerMinute),
    sameContentMinutes: readSameContentMinutes(options.sameContentMinutes),
    network: readNetworkDefaults(options.network),
    series: readSeriesDefaults(options.series, slugs.posts),
    slugs,
  }
}

const place = 'postyard'

export const withSettings = <Custom extends Record<string, unknown>>(
  custom: Custom | undefined,
  settings: Settings,
): Record<string, unknown> => ({ ...custom, [place]: settings })

/** The settings of the plugin in a running installation. */
export const settingsOf = (payload: Payload): Settings => {
  const settings = payload.config.custom?.[place] as Settings | undefined
  return settings ?? refuse('the plugin is not in this configuration.')
}
