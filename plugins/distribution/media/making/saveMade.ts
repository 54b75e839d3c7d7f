import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Payload } from 'payload'
import type { ID } from '../../model/database.ts'
import { settingsOf } from '../../settings.ts'
import { endingOf } from '../mediaTypes.ts'
import { checkRoom } from './checkRoom.ts'
import type { Rendition } from './claimRendition.ts'
import type { MadeFile } from './makeFile.ts'
import { mediaFolder } from './mediaFolder.ts'

type Args = { payload: Payload; rendition: Rendition; made: MadeFile; workDir: string }

/**
 * Puts a finished file into the media library, under the rendition's name and with its mark. It is handed over by its
 * path, so that a large one never lies in the memory.
 *
 * @throws `DISK_FULL`
 */
export const saveMade = async (args: Args): Promise<ID> => {
  const { payload, rendition, made, workDir } = args
  const path = 'path' in made ? made.path : join(workDir, 'made')
  if ('data' in made) await writeFile(path, made.data)
  const { size } = await stat(path)
  const name = `${rendition.kind}-${String(rendition.id).slice(0, 8)}-${rendition.fence}`
  const creating = payload.create({
    collection: settingsOf(payload).mediaSlug,
    data: {
      alt: made.alt,
      tenant: rendition.tenant_id,
      rendition: String(rendition.id),
    } as never,
    file: {
      data: Buffer.alloc(0),
      tempFilePath: path,
      mimetype: made.mimeType,
      name: `${name}.${endingOf(made.mimeType)}`,
      size,
    },
    depth: 0,
  })
  const doc = await creating.catch(async (error: unknown) => {
    // Payload says of every fault of the storage the same, without its cause.
    await checkRoom({ folders: await mediaFolder(payload), needed: size, keepFree: 0 })
    throw error
  })
  return (doc as unknown as { id: ID }).id
}
