import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ID } from '../../id.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, idOutput, type OperationContext } from '../../operation.ts'
import { tenantsAllowed } from '../../security/standing.ts'
import { ownedDevice } from '../deviceRows.ts'
import { exampleDevice } from '../examples.ts'
import { noticeWords } from '../noticeWords.ts'
import { type Device, dropTokens } from '../readDevices.ts'
import { sendToDevices } from '../sendToDevices.ts'

/** How long Google may take, in milliseconds. */
const mostMs = 8_000

/** The client whose own Firebase project a phone is registered with, among those of the caller. */
const tenantOfProject = async (context: OperationContext, project: string | null) => {
  const { payload, settings, req, caller } = context
  if (!project || project === settings.push?.projectId) return undefined
  const tenants = tenantsAllowed(caller.standing, 'devices.register')
  const { docs } = await payload.find({
    collection: settings.tenantsSlug,
    where: {
      and: [
        { 'push.projectId': { equals: project } },
        ...(tenants === 'all' ? [] : [{ id: { in: tenants } }]),
      ],
    },
    depth: 0,
    limit: 1,
    req,
  })
  const id = docs[0]?.id as ID | undefined
  return id === undefined ? undefined : readTenant({ payload, settings, tenant: id, req })
}

export const testPush = defineOperation({
  name: 'devices.testPush',
  summary: 'Sends a push to one phone to try it, and says what Google answered.',
  description:
    'Call it from a button “Try a push”, and show `message`. `gone` means that Firebase does not know the token any more: get another, and send it with `devices.report`.',
  tag: 'Hours and phones',
  route: { method: 'post', path: '/devices/{id}/test-push' },
  input: z.strictObject({ id: idInput }),
  output: z.object({
    device: idOutput,
    name: z.string(),
    result: z.enum(['sent', 'retry', 'gone', 'failed', 'none']),
    code: z.string().nullable(),
    message: z.string(),
  }),
  permission: 'devices.register',
  errors: ['PUSH_NOT_SET_UP'],
  isOutward: true,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.device },
      output: {
        device: exampleIds.device,
        name: exampleDevice.name,
        result: 'sent',
        code: null,
        message: 'Google took it; it should show on the phone within seconds.',
      },
    },
    gone: {
      summary: 'The token is no longer known.',
      input: { id: exampleIds.device },
      output: {
        device: exampleIds.device,
        name: exampleDevice.name,
        result: 'gone',
        code: 'PUSH_UNREGISTERED',
        message: 'The app was removed from this phone, or its token was replaced.',
      },
    },
  },
  run: async ({ id }, context) => {
    const { settings, db, now } = context
    const row = await ownedDevice(context, id)
    const [device] = await rows<Device>(
      db,
      sql`
        select id, user_id, name, token, project, language from postyard_devices
        where id = ${row.id} and token is not null and revoked_at is null`,
    )
    const answer = { device: row.id, name: row.name }
    if (!device) {
      return {
        ...answer,
        result: 'none' as const,
        code: null,
        message: `"${row.name}" has no token for push: open the app on it and allow notifications.`,
      }
    }
    const tenant = await tenantOfProject(context, device.project)
    if (!settings.push && !tenant) {
      throw new DistributionError(
        'PUSH_NOT_SET_UP',
        'No push service is set up. Set FIREBASE_SERVICE_ACCOUNT, or connect the Firebase project of the client.',
      )
    }
    const [result] = await sendToDevices({
      settings,
      tenant,
      devices: [device],
      content: {
        notificationIn: (language) => {
          const { testTitle, testBody } = noticeWords(language)
          return { title: testTitle, body: testBody }
        },
        data: { kind: 'test' },
        ttlSeconds: 60,
        collapseKey: 'test',
        link: `${settings.serverUrl}/agent`,
      },
      signal: AbortSignal.timeout(mostMs),
    })
    if (!result) throw new Error('There is no result for the phone.')
    if (result.kind === 'gone') {
      await dropTokens({ db, dropped: [{ token: device.token, code: result.code }], now })
    }
    const isBlocked = row.notifications === 'blocked'
    return result.kind === 'sent'
      ? {
          ...answer,
          result: 'sent' as const,
          code: null,
          message: isBlocked
            ? `Google took it, but "${row.name}" says that it blocks notifications: allow them in its settings.`
            : 'Google took it; it should show on the phone within seconds.',
        }
      : { ...answer, result: result.kind, code: result.code, message: result.message }
  },
})
