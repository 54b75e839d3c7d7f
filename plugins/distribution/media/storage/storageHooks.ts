import { rm } from 'node:fs/promises'
import {
  APIError,
  type CollectionBeforeDeleteHook,
  type CollectionBeforeOperationHook,
  type CollectionBeforeValidateHook,
  type PayloadRequest,
} from 'payload'
import type { ID } from '../../id.ts'
import type { Settings } from '../../options.ts'
import type { MediaRecord } from '../openMedia.ts'
import { afterTransaction } from './afterTransaction.ts'
import { nameUpload } from './nameUpload.ts'
import { keepFiles, namesOf, settleFiles } from './settleFiles.ts'

const refuse = (sentence: string): Error => new APIError(sentence, 400, undefined, true)

const readNames = async (args: {
  req: PayloadRequest
  settings: Settings
  id: ID
}): Promise<string[]> => {
  const { req, settings, id } = args
  const found = await req.payload.db.findOne<MediaRecord & { id: ID }>({
    collection: settings.mediaSlug,
    req,
    where: { id: { equals: id } },
  })
  return found ? namesOf(found) : []
}

/**
 * Readies an upload before Payload stores it: under a name of its own, one file for one record, and from the request
 * itself, never fetched from an address that it names, which nobody would have looked into. A file that it replaces is
 * kept until that is sure.
 *
 * @throws APIError (400)
 */
export const readyUpload =
  (settings: Settings): CollectionBeforeOperationHook =>
  async ({ args, operation, overrideAccess, req }) => {
    if (operation !== 'create' && operation !== 'update') return args
    const { file } = req
    const { id, duplicateFromID } = args as { id?: ID; duplicateFromID?: ID }
    if (!file) {
      const isFromAddress =
        operation === 'create' && !overrideAccess && duplicateFromID === undefined
      if (isFromAddress) throw refuse('There is no file in this request. Upload one.')
      return args
    }
    const { tempFilePath } = file
    // Payload forgets it where a storage adapter has taken the file over.
    if (tempFilePath) await afterTransaction(req, () => rm(tempFilePath, { force: true }))
    if (!overrideAccess) req.file = { ...file, name: nameUpload(file.name) }
    if (operation === 'update') {
      if (id === undefined) throw refuse('A file replaces one file. Name the record by its id.')
      const names = await readNames({ req, settings, id })
      await keepFiles({ req, settings, names })
      await settleFiles({ req, settings, names })
    }
    return args
  }

/** From here on Payload writes the file and its sizes; should the record not come about, they go again. */
export const settleUpload =
  (settings: Settings): CollectionBeforeValidateHook =>
  async ({ data, req }) => {
    if (req.file && data) await settleFiles({ req, settings, names: namesOf(data) })
    return data
  }

/** Keeps the files of a record that is to be removed until it is gone. */
export const keepUntilDeleted =
  (settings: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const names = await readNames({ req, settings, id })
    await keepFiles({ req, settings, names })
    await settleFiles({ req, settings, names })
  }
