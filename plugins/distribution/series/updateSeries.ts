import type { CollectionSlug } from 'payload'
import type { ID } from '../model/database.ts'
import type { SeriesRecord } from '../model/series.ts'
import type { OperationContext } from '../operation.ts'
import { orFlaws } from '../orFlaws.ts'

/**
 * Changes a series, by the rules of its collection, as every door does.
 *
 * @throws INVALID_INPUT with one detail for each flaw
 */
export const updateSeries = async (
  { payload, settings, req }: OperationContext,
  id: ID,
  data: Partial<SeriesRecord>,
): Promise<SeriesRecord> =>
  (await orFlaws(() =>
    payload.update({
      collection: settings.slugs.series as CollectionSlug,
      id,
      data: data as never,
      depth: 0,
      req,
    }),
  )) as unknown as SeriesRecord
