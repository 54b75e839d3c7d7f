import { extname } from 'node:path'
import { z } from 'zod'
import type { MediaFile } from '../../channels/adapter.ts'
import { sha256Of } from '../../channels/fileToSend.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ID } from '../../model/database.ts'
import { idOutput, instantOutput, type OperationContext } from '../../operation.ts'
import { linksEnd, signLink } from '../../security/signedLinks.ts'

/** A file by a link that ends. */
export const shownFileOutput = z
  .object({
    id: idOutput,
    url: z.string().meta({
      description:
        'A link that opens the file without a log-in until `expiresAt`; the browser saves it under `filename`.',
    }),
    expiresAt: instantOutput,
    filename: z.string(),
    mimeType: z.string(),
    sha256: z.string().nullable().meta({ description: 'Of its bytes, in hex.' }),
    bytes: z.int(),
    seconds: z.number().nullable(),
    width: z.number().nullable(),
    height: z.number().nullable(),
  })
  .meta({ component: 'ClaimFile' })

export type ShownFile = z.input<typeof shownFileOutput>

export const exampleShownFile: ShownFile = {
  id: exampleIds.proof,
  url: 'https://publish.example/api/claim-files/WyIxOWI2ZThkNCIsIjhjMWQ0ZjdlIiwxNzk1NDY1ODYyXQ.c2lnbmF0dXJl',
  expiresAt: '2026-11-23T18:00:00.000Z',
  filename: 'Sunset run.mp4',
  mimeType: 'video/mp4',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  bytes: 1_204_331,
  seconds: 16.5,
  width: 1080,
  height: 1920,
}

/** A name that every system takes: without what separates folders, and without control characters. */
export const nameFor = (title: string, filename: string): string => {
  const plain = title
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .trim()
  return `${plain.replace(/^\.+/, '') || 'clip'}${extname(filename)}`
}

/** A file of a tenant as somebody who sees its claim is shown it. */
export const toShownFile = (
  { payload, settings, now }: Pick<OperationContext, 'payload' | 'settings' | 'now'>,
  { tenant, file, name }: { tenant: ID; file: MediaFile; name: string },
): ShownFile => {
  const expiresAt = linksEnd(now)
  const filename = nameFor(name, file.filename)
  const token = signLink(
    { file: file.id, tenant, name: filename },
    expiresAt,
    settings.linkSecret,
    'claim',
  )
  return {
    ...{ id: file.id, filename, mimeType: file.mimeType, bytes: file.bytes },
    url: `${settings.serverUrl}${payload.config.routes.api}/claim-files/${token}`,
    expiresAt: expiresAt.toISOString(),
    sha256: sha256Of(file),
    seconds: file.seconds ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
  }
}
