import type { CollectionConfig } from 'payload'
import { withoutProofs } from '../../model/withoutProofs.ts'
import type { Settings } from '../../options.ts'
import { inspectUpload, keepLook } from '../intake/inspectUpload.ts'
import { wantLook } from '../looks/wantLook.ts'
import { headOfUpload, serveUpload } from '../serve/serveUpload.ts'
import { keepUntilDeleted, readyUpload, settleUpload } from './storageHooks.ts'

/**
 * How the files of the application's upload collection come, go and are sent, whatever its storage: before an adapter's
 * own handler, which is asked for the bytes alone.
 */
export const extendUpload = (
  collection: CollectionConfig,
  settings: Settings,
): CollectionConfig => {
  const { hooks = {}, endpoints, admin } = collection
  const upload = typeof collection.upload === 'object' ? collection.upload : {}
  return {
    ...collection,
    endpoints: endpoints === false ? false : [...(endpoints ?? []), headOfUpload],
    admin: { ...admin, baseFilter: withoutProofs(admin?.baseFilter ?? admin?.baseListFilter) },
    upload: { ...upload, handlers: [serveUpload, ...(upload.handlers ?? [])] },
    hooks: {
      ...hooks,
      beforeOperation: [...(hooks.beforeOperation ?? []), inspectUpload, readyUpload(settings)],
      beforeValidate: [settleUpload(settings), ...(hooks.beforeValidate ?? [])],
      beforeChange: [...(hooks.beforeChange ?? []), keepLook],
      afterChange: [...(hooks.afterChange ?? []), wantLook],
      beforeDelete: [...(hooks.beforeDelete ?? []), keepUntilDeleted(settings)],
    },
  }
}
