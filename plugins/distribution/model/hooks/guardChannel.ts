import { APIError, type CollectionBeforeChangeHook } from 'payload'

/** Set by the import of channels, which is the only one to write channels of Postiz. */
export const importing = 'postyardImportsChannels'

/**
 * Channels of Postiz come from Postiz: by hand they are neither made, nor turned into another kind or platform.
 *
 * @throws CHANNEL_IS_IMPORTED (400)
 */
export const guardChannel: CollectionBeforeChangeHook = ({ data, operation, originalDoc, req }) => {
  if (req.context[importing]) return data
  if (operation === 'create' && data.kind === 'postiz') {
    throw new APIError(
      'Channels of Postiz are not typed by hand. Connect the tenant to Postiz and import its channels.',
      400,
      { code: 'CHANNEL_IS_IMPORTED' },
    )
  }
  if (operation === 'update') {
    for (const fixed of ['kind', 'platform'] as const) {
      const changes = data[fixed] !== undefined && data[fixed] !== originalDoc?.[fixed]
      if (changes && (originalDoc?.kind === 'postiz' || fixed === 'kind')) {
        throw new APIError(`The ${fixed} of a channel stays as it is. Make another channel.`, 400, {
          code: 'CHANNEL_IS_IMPORTED',
        })
      }
    }
  }
  return data
}
