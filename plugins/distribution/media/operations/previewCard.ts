import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { previewCard as draw } from '../card/previewCard.ts'
import { readBrand } from '../card/readBrand.ts'
import { listMedia } from '../mapMedia.ts'
import { readMedia } from '../openMedia.ts'
import { mostPictureBytes } from '../readPictureFile.ts'
import { readSpec } from '../readSpec.ts'

export const previewCard = defineOperation({
  name: 'posts.previewCard',
  summary:
    "Draws a card as it would be made now, with the client's brand where it bears none. Nothing is kept.",
  route: { method: 'post', path: '/posts/preview-card' },
  input: z.strictObject({
    tenant: idInput.meta({ description: 'Whose card it is.' }),
    card: z
      .record(z.string().max(64), z.unknown())
      .meta({ description: 'As it stands in the field "render" of a post.' }),
  }),
  output: z.object({
    image: z.string().meta({ description: 'The picture, as a data address.' }),
    width: z.number().int().meta({ description: 'Of the card itself, in pixels.' }),
    height: z.number().int(),
    brand: z.object({ name: z.string(), colour: z.string() }),
  }),
  permission: 'posts.read',
  errors: ['RENDER_SPEC_INVALID', 'MEDIA_MISSING'],
  isReadOnly: true,
  isOutward: true,
  examples: {
    usual: {
      input: {
        tenant: exampleIds.tenant,
        card: { template: 'quote', format: 'landscape', data: { text: 'They found us a home.' } },
      },
      output: {
        image:
          'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        width: 1200,
        height: 630,
        brand: { name: 'Marina Estates', colour: '#1d6f8a' },
      },
    },
  },
  run: async ({ tenant: given, card }, context) => {
    const { payload, settings, req } = context
    const tenant = await ownedTenant(context, given, 'posts.read')
    const spec = readSpec({ ...card, kind: 'card' })
    if (spec?.kind !== 'card') throw new Error('A card was read as something else.')
    const brand = spec.brand ?? (await readBrand({ payload, settings, tenant, req }))
    const branded = { ...spec, brand }
    const ids = listMedia(branded)
    const files = await readMedia({ payload, settings, tenant, ids, req })
    if (files.length < ids.length) {
      throw new DistributionError(
        'MEDIA_MISSING',
        'The picture of this card is not there any more. Choose another one.',
      )
    }
    const unfit = files.find(
      ({ mimeType, bytes }) => !mimeType.startsWith('image/') || bytes > mostPictureBytes,
    )
    if (unfit) {
      const message = `The file "${unfit.filename}" is no picture, or larger than 200 MB. Choose another one for the card.`
      const path = unfit.id === String(brand.logo) ? 'render.brand.logo' : 'render.data.photo'
      const details = [{ path, code: 'MEDIA_UNREADABLE', message }]
      throw new DistributionError('RENDER_SPEC_INVALID', message, { details })
    }
    const bytes = new Map(
      await Promise.all(
        files.map(async (file) => [file.id, await buffer(await file.open())] as const),
      ),
    )
    const drawn = await draw({
      card: branded,
      bytesOf: (id) => bytes.get(String(id)) ?? new Uint8Array(),
    })
    return { ...drawn, brand: { name: brand.name, colour: brand.colour } }
  },
})
