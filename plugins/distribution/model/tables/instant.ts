import { timestamp } from '@payloadcms/db-postgres/drizzle/pg-core'

/** A column for an instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true })
