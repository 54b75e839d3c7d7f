import { posix } from 'node:path'
import type { FlattenedField, PayloadRequest } from 'payload'
import { readTenant } from '../../channels/readConnection.ts'
import { checkAddress } from '../../channels/webhook/checkAddress.ts'
import { parseId } from '../../model/database.ts'
import type { SeriesSource } from '../../model/series.ts'
import type { Settings } from '../../options.ts'
import { callerOf, editorOf } from '../../security/standing.ts'

type Args = {
  settings: Settings
  req: PayloadRequest
  tenant: string | undefined
  source: SeriesSource
}

type Source<Kind extends SeriesSource['kind']> = Extract<SeriesSource, { kind: Kind }>

/** Kinds of fields whose values can be compared as they are. */
const plain = new Set([
  ...['text', 'textarea', 'email', 'code', 'number', 'date', 'checkbox', 'select', 'radio'],
  ...['relationship', 'upload'],
])

const isOpen = (field: FlattenedField): boolean =>
  plain.has(field.type) && !('hidden' in field && field.hidden) && !field.access?.read

const flawOfFeed = ({ settings }: Args, { url }: Source<'feed'>): string | undefined => {
  const { username, password } = new URL(url)
  return username !== '' || password !== ''
    ? 'Leave the name and the password out of the address: everybody who sees the series would see them.'
    : checkAddress(url, settings.receivers, 'a feed')
}

/** By fields that not everybody reads nobody finds out what is in them. */
const flawOfQuery = ({ req }: Args, { collection, where, sort }: Source<'query'>) => {
  const { config } = req.payload.collections[collection] ?? {}
  if (!config) return `There is no collection "${collection}" in this installation.`
  const open = ['id', ...config.flattenedFields.filter(isOpen).map(({ name }) => name)]
  const named = [...Object.keys(where ?? {}), ...(sort ? [sort.replace(/^-/, '')] : [])]
  const wrong = named.find((name) => !open.includes(name))
  return wrong === undefined
    ? undefined
    : `"${wrong}" is no field of "${collection}" by which series can choose. Take one of ${open.join(', ')}.`
}

/** Below the content folder lie the folders of other clients too, so a client's own people stay in theirs. */
const flawOfFolder = async (
  { settings, req, tenant }: Args,
  { path }: Source<'folder'>,
): Promise<string | undefined> => {
  const caller = editorOf(req) ?? callerOf(req, settings)
  if (!caller || caller.standing.isAgencyAdmin) return undefined
  const id = parseId(req.payload, tenant)
  const record =
    id === undefined
      ? undefined
      : await readTenant({ payload: req.payload, settings, tenant: id, req })
  const folder = record?.series?.folder
  const own = folder?.trim() ? posix.normalize(folder.trim()).replace(/\/+$/, '') : undefined
  if (own === undefined) {
    return 'This client has no folder of its own yet. An agency admin names it in the settings of the client.'
  }
  return path === own || path.startsWith(`${own}/`) || own === '.'
    ? undefined
    : `The folder of this client is "${own}". Give one below it, such as ${own}/sharks.`
}

/** Why a series may not have its items from there, as a sentence; undefined where it may. */
export const findSourceFlaw = async (args: Args): Promise<string | undefined> => {
  const { source } = args
  switch (source.kind) {
    case 'feed':
      return flawOfFeed(args, source)
    case 'query':
      return flawOfQuery(args, source)
    default:
      return flawOfFolder(args, source)
  }
}
