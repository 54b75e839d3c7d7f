import { type CollectionBeforeChangeHook, type CollectionConfig, ValidationError } from 'payload'
import { canonicalJson } from '../canonicalJson.ts'
import type { SeriesRecord } from '../model/series.ts'
import { checkSource } from '../model/seriesSource.ts'
import { tenantOf } from '../model/tenantOf.ts'
import type { Settings } from '../options.ts'
import { countWhenChanged } from './countWhenChanged.ts'
import { findSourceFlaw } from './sources/findSourceFlaw.ts'

/**
 * Whoever saves a source, and by whichever door, may draw from it: it is looked at where it is new or another one.
 *
 * @throws ValidationError (400)
 */
const guardSource =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ collection, data, originalDoc, req }) => {
    if (data.source === undefined) return data
    const checked = checkSource(data.source, settings)
    const before = (originalDoc as SeriesRecord | undefined)?.source
    const isSame =
      before !== undefined &&
      'source' in checked &&
      canonicalJson(before) === canonicalJson(checked.source)
    const tenant = tenantOf(data) ?? tenantOf(originalDoc)
    const flaw =
      'flaw' in checked
        ? checked.flaw
        : isSame
          ? undefined
          : await findSourceFlaw({ settings, req, tenant, source: checked.source })
    if (flaw !== undefined || 'flaw' in checked) {
      const errors = [{ path: 'source', message: flaw ?? '' }]
      throw new ValidationError({ collection: collection.slug, errors }, req.t)
    }
    return { ...data, source: checked.source }
  }

/** Series whose sources are checked as they are saved, and whose items are counted anew where that changes what is left. */
export const guardSeries = (
  collection: CollectionConfig,
  settings: Settings,
): CollectionConfig => ({
  ...collection,
  hooks: {
    ...collection.hooks,
    beforeChange: [...(collection.hooks?.beforeChange ?? []), guardSource(settings)],
    afterChange: [...(collection.hooks?.afterChange ?? []), countWhenChanged],
  },
})
