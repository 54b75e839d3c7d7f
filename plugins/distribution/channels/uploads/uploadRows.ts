import { type Db, type ID, rows, sql } from '../../model/database.ts'

/** Which file of a tenant, and which organisation's copy of it. */
export type UploadKey = {
  db: Db
  tenant: ID
  organisation: string
  fileId: string
  version: string
}

/** A remembered upload. It has no path while it is under way, which is `is_claimed`; `is_fresh`: it was seen there lately. */
export type UploadRow = {
  remote_id: string | null
  remote_path: string | null
  is_fresh: boolean
  is_claimed: boolean
}

const isIt = ({ tenant, organisation, fileId, version }: UploadKey) => sql`
  tenant_id = ${String(tenant)} and organisation = ${organisation} and file_id = ${fileId} and version = ${version}`

export const readUpload = async (
  key: UploadKey,
  { freshMs }: { freshMs: number },
): Promise<UploadRow | undefined> =>
  (
    await rows<UploadRow>(
      key.db,
      sql`
        select remote_id, remote_path,
          coalesce(seen_at > clock_timestamp() - ${`${freshMs} milliseconds`}::interval, false) as is_fresh,
          coalesce(claimed_until > clock_timestamp(), false) as is_claimed
        from postyard_uploads where ${isIt(key)}`,
    )
  )[0]

/** Makes the caller the one who uploads, for so long. Of any number that try, one gets it. */
export const claimUpload = async (key: UploadKey, { ms }: { ms: number }): Promise<boolean> => {
  const { tenant, organisation, fileId, version } = key
  const { rowCount } = await key.db.execute(sql`
    insert into postyard_uploads as u (tenant_id, organisation, file_id, version, claimed_until)
    values (${String(tenant)}, ${organisation}, ${fileId}, ${version},
            clock_timestamp() + ${`${ms} milliseconds`}::interval)
    on conflict (tenant_id, organisation, file_id, version) do update
    set claimed_until = excluded.claimed_until
    where u.remote_path is null and (u.claimed_until is null or u.claimed_until < clock_timestamp())`)
  return rowCount === 1
}

/** Where two have uploaded it all the same, either copy serves; the later one is kept. */
export const saveUpload = async (
  key: UploadKey,
  file: { id: string; path: string },
): Promise<void> => {
  const { tenant, organisation, fileId, version } = key
  await key.db.execute(sql`
    insert into postyard_uploads
      (tenant_id, organisation, file_id, version, remote_id, remote_path, uploaded_at, seen_at)
    values (${String(tenant)}, ${organisation}, ${fileId}, ${version}, ${file.id}, ${file.path},
            clock_timestamp(), clock_timestamp())
    on conflict (tenant_id, organisation, file_id, version) do update
    set remote_id = excluded.remote_id, remote_path = excluded.remote_path, claimed_until = null,
        uploaded_at = excluded.uploaded_at, seen_at = excluded.seen_at`)
}

/** Ends a claim whose upload came to nothing. */
export const giveUpUpload = async (key: UploadKey): Promise<void> => {
  await key.db.execute(sql`
    update postyard_uploads set claimed_until = null where ${isIt(key)} and remote_path is null`)
}

export const markSeen = async (key: UploadKey, path: string): Promise<void> => {
  await key.db.execute(sql`
    update postyard_uploads set seen_at = clock_timestamp()
    where ${isIt(key)} and remote_path = ${path}`)
}

/** Forgets a copy that is gone, and no other that has taken its place meanwhile. */
export const forgetUpload = async (key: UploadKey, path: string): Promise<void> => {
  await key.db.execute(sql`
    update postyard_uploads set remote_id = null, remote_path = null, uploaded_at = null, seen_at = null
    where ${isIt(key)} and remote_path = ${path}`)
}
