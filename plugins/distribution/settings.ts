import type { CollectionSlug, Payload } from 'payload'
import {
  type DistributionOptions,
  type OwnCollection,
  ownCollections,
  type Settings,
} from './options.ts'
import { defaultStandingOf } from './security/standing.ts'

const refuse = (sentence: string): never => {
  throw new Error(`postyard: ${sentence}`)
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
  const serverUrl = URL.parse(options.serverUrl)
  if (!serverUrl) refuse(`\`serverUrl\` is no address: "${options.serverUrl}".`)
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
    stageLeadMinutes: options.stageLeadMinutes ?? 15,
    renderLeadMinutes: options.renderLeadMinutes ?? 60,
    catchUpSeconds: options.catchUpSeconds ?? 30,
    postizTimeoutMs: options.postizTimeoutMs ?? 10_000,
    checkChannelsMinutes: options.checkChannelsMinutes ?? 30,
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
