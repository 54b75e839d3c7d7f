import type { CollectionConfig } from 'payload'
import { mediaTypes } from 'postyard'
import { createInOwnTenants, keepInTenant, ownTenants } from '../access/index.ts'
import { mediaDir } from '../server/env.ts'

const nobody = () => false
const closed = { create: nobody, update: nobody }

/** Pictures and videos of a client. */
export const Media: CollectionConfig = {
  slug: 'media',
  labels: { singular: 'File', plural: 'Media' },
  admin: { group: 'Publishing', useAsTitle: 'filename' },
  access: {
    read: ownTenants('media.read'),
    create: createInOwnTenants('media.write'),
    update: ownTenants('media.write'),
    delete: ownTenants('media.write'),
  },
  hooks: { beforeChange: [keepInTenant('media.write')] },
  trash: true,
  upload: {
    staticDir: mediaDir(),
    mimeTypes: mediaTypes,
    adminThumbnail: 'thumbnail',
    imageSizes: [{ name: 'thumbnail', width: 320, withoutEnlargement: true }],
    focalPoint: false,
    crop: false,
    pasteURL: false,
  },
  // One picture in many posts is one file. A second one of equal bytes serves nobody.
  disableDuplicate: true,
  fields: [
    // Where the adapter of S3 keeps a place of its own for a file; here always, so that both storages have one schema.
    { name: '_objectKey', type: 'text', admin: { hidden: true, readOnly: true }, access: closed },
    {
      name: 'alt',
      label: 'Description for people who cannot see it',
      type: 'text',
      maxLength: 1000,
    },
  ],
}
