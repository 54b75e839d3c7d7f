import type { CollectionConfig } from 'payload'
import type { Adapter, JobsTable } from '../postgres.ts'

export const workersSlug = 'durable-workers'

/**
 * One row for each start of a worker, kept fresh by the worker itself. Without Payload's own times, each of which would
 * have an index: a sign of life then rewrites one row and no index.
 */
export const workersCollection: CollectionConfig = {
  slug: workersSlug,
  labels: { singular: 'Worker', plural: 'Workers' },
  admin: { hidden: true, useAsTitle: 'name' },
  access: {
    read: () => false,
    create: () => false,
    update: () => false,
    delete: () => false,
  },
  endpoints: false,
  graphQL: false,
  lockDocuments: false,
  timestamps: false,
  fields: [
    { name: 'name', type: 'text', required: true },
    { name: 'host', type: 'text', required: true },
    { name: 'pid', type: 'number', required: true },
    { name: 'startedAt', type: 'date', required: true },
    { name: 'seenAt', type: 'date', required: true },
    { name: 'stoppedAt', type: 'date' },
    { name: 'isStopping', type: 'checkbox' },
    { name: 'leaseMs', type: 'number', required: true },
    { name: 'queues', type: 'json' },
    { name: 'leases', type: 'json' },
  ],
}

/** The drizzle table of the workers. */
export const workersTable = (adapter: Pick<Adapter, 'tables' | 'tableNameMap'>): JobsTable =>
  adapter.tables[adapter.tableNameMap.get('durable_workers') ?? 'durable_workers']!
