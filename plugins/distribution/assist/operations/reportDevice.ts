import { z } from 'zod'
import { DistributionError, notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { deviceInput, deviceOutput, pushTokenInput, toDeviceAnswer } from '../deviceAnswer.ts'
import { ownedDevice } from '../deviceRows.ts'
import { exampleDevice, exampleToken } from '../examples.ts'
import { updateDevice } from '../saveDevice.ts'

export const reportDevice = defineOperation({
  name: 'devices.report',
  summary:
    'Says that the app is in use on this phone, and what has changed: a new token for push, a new version, notifications blocked. Call it when the app opens and every few minutes while it is open.',
  description:
    'Say only what has changed; an empty body says that the app is in use. A phone that was not heard of for 30 days is not pushed any more, until it is heard of again. Call it at once when Firebase gives another token, and when the person allows or blocks notifications. The answer tells in `push` whether this phone can be pushed: show a warning where it cannot.',
  tag: 'Push',
  route: { method: 'post', path: '/devices/{id}/report' },
  input: z.strictObject({
    id: idInput,
    name: deviceInput.name.optional(),
    appVersion: deviceInput.appVersion,
    notifications: deviceInput.notifications,
    language: deviceInput.language,
    project: deviceInput.project,
    token: pushTokenInput.optional(),
  }),
  output: deviceOutput,
  permission: 'devices.register',
  errors: [],
  isForPhones: true,
  examples: {
    usual: {
      summary: 'Firebase has given another token.',
      input: { id: exampleIds.device, token: exampleToken, notifications: 'granted' },
      output: exampleDevice,
    },
    inUse: {
      summary: 'Nothing has changed; the app is in use.',
      input: { id: exampleIds.device },
      output: exampleDevice,
    },
    blocked: {
      summary: 'The person has blocked notifications: a mail goes out instead.',
      input: { id: exampleIds.device, notifications: 'blocked' },
      output: { ...exampleDevice, notifications: 'blocked', push: 'blocked' },
    },
  },
  run: async ({ id, ...facts }, context) => {
    const { db, caller, now } = context
    const row = await ownedDevice(context, id)
    const isOwn = String(row.user_id) === String(caller.id)
    const { name, ...ofPhone } = facts
    if (!isOwn && Object.values(ofPhone).some((fact) => fact !== undefined)) {
      throw new DistributionError(
        'FORBIDDEN',
        'Only its owner can say this of a phone; staff may give it another name.',
      )
    }
    if (isOwn) {
      const isKnown = await updateDevice({ ...facts, db, id: row.id, user: row.user_id, now })
      if (!isKnown) throw notFound('device')
    } else if (name !== undefined) {
      await db.execute(sql`
        update postyard_devices set name = ${name}, updated_at = clock_timestamp() where id = ${row.id}`)
    }
    return toDeviceAnswer(await ownedDevice(context, row.id), now)
  },
})
