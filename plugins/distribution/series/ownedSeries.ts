import { findOwned } from '../findOwned.ts'
import type { SeriesRecord } from '../model/series.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'

/** The series that an operation is about. */
export const ownedSeries = (context: OperationContext, id: unknown, permission: Permission) =>
  findOwned<SeriesRecord>({
    ...{ context, id, permission },
    ...{ collection: 'series', what: 'series' },
  })
