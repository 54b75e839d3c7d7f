import type { MediaFile } from '../channels/adapter.ts'
import { composeTask } from '../channels/manual/index.ts'
import { requirePermitted } from '../deliver/entitle/requirePermitted.ts'
import { readContent } from '../deliver/readContent.ts'
import type { ID } from '../id.ts'
import type { OperationContext } from '../operation.ts'
import { linksEnd, signLink } from '../security/signedLinks.ts'

/**
 * What a delivery is posted with: the caption, the files by links that end, and what follows the post.
 *
 * @throws ENTITLEMENT_DENIED where nothing entitles anybody to post it any more
 */
export const contentForPhone = async (
  { payload, req, db, settings, now }: OperationContext,
  { tenant, delivery }: { tenant: ID; delivery: ID },
) => {
  const content = await readContent({ payload, settings, tenant, delivery, req })
  await requirePermitted({ payload, db, tenant, delivery, content, now })
  const expiresAt = linksEnd(now)
  const toLinked = (file: MediaFile) => ({
    filename: file.filename,
    mimeType: file.mimeType,
    bytes: file.bytes,
    alt: file.alt ?? null,
    url: `${settings.serverUrl}${payload.config.routes.api}/assist/files/${signLink(
      { file: file.id, tenant },
      expiresAt,
      settings.linkSecret,
    )}`,
    expiresAt: expiresAt.toISOString(),
  })
  return composeTask(content, toLinked)
}
