import { APIError, type CollectionBeforeChangeHook } from 'payload'

/** Set by the import of channels, which is the only one to write channels of Postiz. */
export const importing = 'postyardImportsChannels'

/** Whose account it is by now only Postiz can tell: it may be another client's. */
const isTakenBack = (
  data: { state?: unknown },
  before: { kind?: unknown; state?: unknown } | undefined,
): boolean =>
  before?.kind === 'postiz' &&
  before.state === 'removed' &&
  data.state !== undefined &&
  data.state !== 'removed'

/**
 * Channels of Postiz come from Postiz: by hand they are neither made, nor turned into another kind or platform, nor taken
 * back once they are gone. A state that a person sets does not keep the reason of the one before.
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
    if (isTakenBack(data, originalDoc)) {
      throw new APIError(
        'Postiz does not list this account for this client any more, so the channel cannot be switched on by hand. Connect the account there or move it back, then import the channels.',
        400,
        { code: 'CHANNEL_IS_IMPORTED' },
      )
    }
    const isTurned = data.state !== undefined && data.state !== originalDoc?.state
    const isOldReason = [undefined, originalDoc?.stateReason].includes(data.stateReason)
    if (isTurned && isOldReason) return { ...data, stateReason: null }
  }
  return data
}
