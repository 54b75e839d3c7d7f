import type { SQL } from '@payloadcms/db-postgres/drizzle'
import { sql } from '../model/database.ts'

/** Whether a row of `postyard_claims` is called so by its program, or was before it was opened anew. */
export const isCalled = (name: string): SQL =>
  sql`(claim_id = ${name} or earlier @> ${JSON.stringify([{ claimId: name }])}::jsonb)`
