import { z } from 'zod'
import type { MediaFile } from '../../channels/adapter.ts'
import { captionOf } from '../../channels/manual/index.ts'
import { readContent } from '../../deliver/readContent.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { signLink } from '../../security/signedLinks.ts'
import { ownedTask } from '../ownedTask.ts'
import { taskOutput, toTaskSummary } from '../taskAnswer.ts'

/** How long the links to a task's files hold, in milliseconds. */
const linkMs = 6 * 60 * 60_000

export const readTask = defineOperation({
  name: 'tasks.read',
  summary:
    'Opens an assist task: the caption to copy, the files to save, the app to open, the deadline.',
  route: { method: 'get', path: '/assist/tasks/{id}' },
  input: z.strictObject({ id: idInput }),
  output: taskOutput,
  permission: 'tasks.read',
  errors: ['MEDIA_MISSING'],
  isReadOnly: true,
  run: async ({ id }, context) => {
    const { payload, req, settings, now } = context
    const row = await ownedTask(context, id, 'tasks.read')
    const content = await readContent({
      payload,
      settings,
      tenant: row.tenant_id,
      delivery: row.delivery_id,
      req,
    })
    const expiresAt = new Date(now.getTime() + linkMs)
    const linked = (files: MediaFile[]) =>
      files.map((file) => ({
        filename: file.filename,
        mimeType: file.mimeType,
        bytes: file.bytes,
        alt: file.alt ?? null,
        url: `${settings.serverUrl}${payload.config.routes.api}/assist/files/${signLink(
          { file: file.id, tenant: row.tenant_id },
          expiresAt,
          settings.linkSecret,
        )}`,
        expiresAt: expiresAt.toISOString(),
      }))
    return {
      ...toTaskSummary(row),
      caption: captionOf(content),
      files: linked(content.media),
      parts: (content.parts ?? []).map((part) => ({
        text: part.text.trim(),
        files: linked(part.media),
        delayMinutes: part.delayMinutes,
      })),
      app: { androidPackage: row.android_package, hint: row.hint },
    }
  },
})
