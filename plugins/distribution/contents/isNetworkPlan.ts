import { sql } from '../model/database.ts'

/** Whether the plan `p` goes over a network of accounts, as an expression. */
export const isNetworkPlan = sql`p.network is not null`
