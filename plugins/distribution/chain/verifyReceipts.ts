import type { Payload } from 'payload'
import { notFound } from '../errors.ts'
import { poolOf, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import { settingsOf } from '../settings.ts'
import type { Before } from './checkLink.ts'
import { type Verdict, verifyTenant } from './verifyTenant.ts'

/** The last link of each tenant's chain, by the tenant's id. */
export type Heads = Record<string, Before>

export type Verification = {
  verdicts: Verdict[]
  end: 'done' | 'interrupted'
}

export type VerificationProgress = {
  tenant: string
  /** Which tenant it is of how many, and how many of its links are checked. */
  number: number
  tenants: number
  links: number
}

type Args = {
  payload: Payload
  /** Only this one. @default all */
  tenant?: string
  /** What an earlier check gave. */
  known?: Heads
  onProgress?: (progress: VerificationProgress) => void
  signal?: AbortSignal
}

const readTenants = async (payload: Payload, known: Heads): Promise<string[]> => {
  const tenants = sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))
  const found = await rows<{ tenant: string }>(
    poolOf(payload),
    sql`
      select id::text as tenant from ${tenants}
      union select tenant from postyard_receipt_heads order by tenant`,
  )
  return [...new Set([...found.map(({ tenant }) => tenant), ...Object.keys(known)])]
}

/**
 * Checks the chains of all tenants, one after the other, while the installation runs. May be stopped at any time.
 *
 * @throws NOT_FOUND where there is no such `tenant`
 */
export const verifyReceipts = async (args: Args): Promise<Verification> => {
  const { payload, known = {}, onProgress, signal } = args
  const all = await readTenants(payload, known)
  if (args.tenant && !all.includes(args.tenant)) throw notFound('tenant')
  const tenants = args.tenant ? [args.tenant] : all
  const verdicts: Verdict[] = []
  for (const [index, tenant] of tenants.entries()) {
    const tell = (links: number) =>
      onProgress?.({ tenant, number: index + 1, tenants: tenants.length, links })
    const verdict = await verifyTenant({
      ...{ db: poolOf(payload), tenant, onLinks: tell, signal },
      ...(known[tenant] ? { known: known[tenant] } : {}),
    })
    if (signal?.aborted) return { verdicts, end: 'interrupted' }
    verdicts.push(verdict)
    tell(verdict.links)
  }
  return { verdicts, end: 'done' }
}
