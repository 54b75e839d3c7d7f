import { join } from 'node:path'
import type { CollectionSlug, Payload } from 'payload'
import { operations, runFor } from 'postyard'
import type { TenantIds } from './seedTenants.ts'
import { animals } from './series/animals.ts'
import { writeSeries } from './series/writeSeries.ts'

type Args = {
  payload: Payload
  tenants: TenantIds
  /** The content root of the installation. */
  contentRoot: string
}

/** Below the content root. */
const folder = 'animals'

/** The same content on every machine. */
const randomSeed = 1

/**
 * Writes the folder of colouring pages, and lets its client watch it: each animal is a series that goes to the client's
 * boards at Pinterest. Today is planned at once, so that there is something to see before midnight.
 */
export const seedSeries = async ({ payload, tenants, contentRoot }: Args): Promise<void> => {
  await writeSeries({ dir: join(contentRoot, folder), animals, randomSeed })
  const tenant = tenants.get('crayon') ?? ''
  const { docs } = await payload.find({
    collection: 'channels' as CollectionSlug,
    where: {
      and: [{ tenant: { equals: tenant } }, { integrationId: { equals: 'crayon-pinterest' } }],
    },
    depth: 0,
  })
  await payload.update({
    collection: 'tenants' as CollectionSlug,
    id: tenant,
    data: { series: { folder, channels: docs.map(({ id }) => id) } } as never,
    depth: 0,
  })
  const people = await payload.find({
    collection: 'users',
    where: { email: { equals: 'admin@postyard.test' } },
    limit: 1,
  })
  await runFor({
    ...{ payload, operation: operations.runFlightPlan, input: { id: tenant } },
    user: { ...people.docs[0], collection: 'users' },
  })
}
