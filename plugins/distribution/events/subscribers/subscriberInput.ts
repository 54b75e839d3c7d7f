import { z } from 'zod'
import { type CustomHeader, checkAddress, checkHeaders } from '../../channels/webhook/index.ts'
import { DistributionError } from '../../errors.ts'
import { type ID, parseId, rows, sql } from '../../model/database.ts'
import { idInput, type OperationContext } from '../../operation.ts'
import { isOfSome } from '../catalogue/index.ts'

/** What a subscriber may be given, when it is made and later. */
export const subscriberInput = {
  name: z.string().trim().min(1).max(120),
  url: z.string().trim().min(1).max(2_000),
  types: z.array(z.string().trim().min(1).max(100)).max(100).meta({
    description:
      'Types of events, or beginnings with `*` behind them, such as `distribution.plan.*`. An empty list is everything.',
  }),
  channels: z.array(idInput).max(500).meta({
    description: 'Only what is about one of these channels; an empty list is everything.',
  }),
  headers: z
    .array(
      z.strictObject({ name: z.string().trim().min(1).max(100), value: z.string().max(2_000) }),
    )
    .max(20)
    .meta({ description: 'Besides those of Postyard. Their values are never told again.' }),
}

const refuse = (code: 'WEBHOOK_REFUSED' | 'EVENT_TYPE_UNKNOWN', path: string, message: string) =>
  new DistributionError(code, message, { details: [{ path, code, message }] })

export const requireAddress = (url: string, { settings }: OperationContext): void => {
  const wrong = checkAddress(url, settings.receivers)
  if (wrong) throw refuse('WEBHOOK_REFUSED', 'url', wrong)
}

export const requireHeaders = (headers: CustomHeader[]): void => {
  const wrong = checkHeaders(headers)
  if (wrong) throw refuse('WEBHOOK_REFUSED', 'headers', wrong)
}

export const requireTypes = (types: string[]): void => {
  const unknown = types.find((type) => !isOfSome(type))
  if (unknown === undefined) return
  throw refuse(
    'EVENT_TYPE_UNKNOWN',
    'types',
    `There is no event "${unknown}". Choose from the catalogue (GET /event-types), or leave the list empty for all.`,
  )
}

/**
 * The channels of a filter, each one of the tenant's own, as text.
 *
 * @throws CHANNEL_NOT_FOUND where one is not
 */
export const requireChannels = async (
  { payload, db }: OperationContext,
  tenant: ID,
  given: readonly unknown[],
): Promise<string[]> => {
  const ids = given.map((id) => parseId(payload, id))
  const wanted = ids.filter((id) => id !== undefined)
  const found =
    wanted.length === 0
      ? []
      : await rows<{ id: ID }>(
          db,
          sql`
            select id from postyard_channels
            where tenant_id = ${tenant} and id = any(${sql.param(wanted)})`,
        )
  if (new Set(found.map(({ id }) => String(id))).size !== new Set(ids.map(String)).size) {
    throw new DistributionError(
      'CHANNEL_NOT_FOUND',
      'One of these channels is none of this client. Choose from its own.',
    )
  }
  return found.map(({ id }) => String(id))
}
