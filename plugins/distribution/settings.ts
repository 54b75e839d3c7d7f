import type { CollectionSlug, Payload } from 'payload'
import {
  type DistributionOptions,
  type MediaOptions,
  type OwnCollection,
  ownCollections,
  type Settings,
} from './options.ts'
import { createReach, isThisMachine } from './security/reach.ts'
import { defaultStandingOf } from './security/standing.ts'

const refuse = (sentence: string): never => {
  throw new Error(`postyard: ${sentence}`)
}

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
