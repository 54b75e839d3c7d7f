import { readFile } from 'node:fs/promises'
import type { Payload } from 'payload'
import type { DemoTenant } from './agency.ts'
import { findOrAdd } from './findOrAdd.ts'
import type { DemoFile } from './media/makeDemoMedia.ts'

/** The id of a file of the demo among the media of a client, into which it is put where it is missing. */
export const seedFile = (args: {
  payload: Payload
  tenant: string
  slug: DemoTenant['slug']
  file: DemoFile | undefined
}): Promise<string> => {
  const { payload, tenant, slug, file } = args
  if (!file) throw new Error('The demo has no such picture.')
  const filename = `${slug}-${file.filename}`
  return findOrAdd({
    payload,
    collection: 'media',
    where: { and: [{ tenant: { equals: tenant } }, { filename: { equals: filename } }] },
    data: { tenant, alt: file.alt },
    file: async () => {
      const data = await readFile(file.path)
      return { data, name: filename, mimetype: file.mimeType, size: data.length }
    },
  })
}
