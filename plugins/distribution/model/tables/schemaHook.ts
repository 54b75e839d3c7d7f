import type { PostgresAdapter } from '@payloadcms/db-postgres'

/** Adds to the schema what Payload has no word for, before it is built. */
export type SchemaHook = PostgresAdapter['afterSchemaInit'][number]
