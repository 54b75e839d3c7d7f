import type { PayloadRequest } from 'payload'
import { DistributionError } from '../errors.ts'
import { dbOf, type ID, parseId, poolOf, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import type { Caller } from '../operation.ts'
import type { Settings } from '../options.ts'
import { readKeyHeader } from '../security/apiKey.ts'
import { isSecretOf } from '../security/hashSecret.ts'
import type { Permission } from '../security/permissions.ts'

type Row = {
  id: ID
  tenant_id: ID
  name: string
  hash: string
  scopes: Permission[]
  expires_at: Date | string | null
  revoked_at: Date | string | null
  is_stale: boolean
}

/** How exactly it is known when a key was last used, in seconds. */
const staleSeconds = 60

/** A key of a tenant that is there; a tenant in the bin is not. */
const readKey = async (
  req: PayloadRequest,
  { tenantsSlug }: Settings,
  id: ID,
): Promise<Row | undefined> => {
  const { payload } = req
  const hasBin = payload.collections[tenantsSlug]?.config.trash === true
  const [row] = await rows<Row>(
    await dbOf(req),
    sql`
      select k.id, k.tenant_id, k.name, k.hash, k.scopes, k.expires_at, k.revoked_at,
             coalesce(k.last_used_at <= now() - make_interval(secs => ${staleSeconds}), true) as is_stale
      from postyard_api_keys k
      join ${sql.identifier(tableOf(payload, tenantsSlug))} t on t.id = k.tenant_id
      where k.id = ${id} ${hasBin ? sql`and t.deleted_at is null` : sql``}`,
  )
  return row
}

/** Of many requests at once the first writes; the others find it written. */
const noteUse = async ({ payload }: PayloadRequest, { id, tenant_id }: Row): Promise<void> => {
  await poolOf(payload).execute(sql`
    update postyard_api_keys set last_used_at = now()
    where id = ${id} and tenant_id = ${tenant_id}
      and coalesce(last_used_at <= now() - make_interval(secs => ${staleSeconds}), true)`)
}

/**
 * The caller behind `Authorization: Bearer pyk_…`: a program with the role `api-agent` in the key's tenant, narrowed to the
 * key's scopes; undefined where the request bears no key. The key is looked up with every request: once it is revoked, the
 * next one is refused.
 *
 * @throws UNAUTHENTICATED where there is no such key, or its tenant is gone
 * @throws KEY_REVOKED or KEY_EXPIRED, to whoever has the whole key
 */
export const callerOfKey = async (
  req: PayloadRequest,
  settings: Settings,
  now = new Date(),
): Promise<Caller | undefined> => {
  const given = readKeyHeader(req.headers.get('authorization'))
  if (given === undefined) return undefined
  const id = given && parseId(req.payload, given.id)
  const row = id ? await readKey(req, settings, id) : undefined
  if (!given || !row || !isSecretOf('key', given.secret, row.hash)) {
    throw new DistributionError(
      'UNAUTHENTICATED',
      'There is no such API key. Check that it was copied whole, or ask a manager of the client for a new one.',
    )
  }
  const { name } = row
  if (row.revoked_at) {
    throw new DistributionError(
      'KEY_REVOKED',
      `The API key "${name}" was revoked. Ask a manager for a new one.`,
    )
  }
  if (row.expires_at && new Date(row.expires_at) <= now) {
    throw new DistributionError(
      'KEY_EXPIRED',
      `The API key "${name}" expired at ${new Date(row.expires_at).toISOString()}. Ask a manager for a new one.`,
    )
  }
  if (row.is_stale) await noteUse(req, row)
  return {
    id: row.id,
    key: row.id,
    name,
    standing: {
      isAgencyAdmin: false,
      roles: [{ tenant: row.tenant_id, roles: ['api-agent'], only: row.scopes }],
    },
    actor: { kind: 'key', id: row.id, name },
  }
}
