import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { rows, sql } from '../../model/database.ts'
import { tableOf } from '../../model/tableOf.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { deviceOutput, toDeviceAnswer } from '../deviceAnswer.ts'
import { ownedDevice } from '../deviceRows.ts'
import { exampleDevice } from '../examples.ts'

export const revokeDevice = defineOperation({
  name: 'devices.revoke',
  summary:
    'Logs a phone out for good, such as one that is lost: its credential and its log-in end at once, and it is not pushed any more.',
  description:
    'Call it to log out on this phone, or for one that is lost. The next call with its credential is answered 401. Delete the secret then.',
  tag: 'Hours and phones',
  route: { method: 'post', path: '/devices/{id}/revoke' },
  input: z.strictObject({ id: idInput }),
  output: deviceOutput,
  permission: 'devices.register',
  errors: [],
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.device },
      output: {
        ...exampleDevice,
        push: 'none',
        droppedBecause: 'REVOKED',
        staysLoggedIn: false,
        revokedAt: '2026-11-23T19:02:11.000Z',
      },
    },
  },
  run: async ({ id }, context) => {
    const { payload, settings, db, now } = context
    const row = await ownedDevice(context, id)
    // A log-in under which the same phone has a newer token for push goes on.
    const [ended] = await rows<{ session: string | null }>(
      db,
      sql`
        update postyard_devices d
        set revoked_at = coalesce(d.revoked_at, ${now.toISOString()}), credential_hash = null, token = null,
            session = null, dropped_at = coalesce(d.dropped_at, ${now.toISOString()}),
            drop_reason = coalesce(d.drop_reason, 'REVOKED'), updated_at = clock_timestamp()
        from postyard_devices before
        where d.id = ${row.id} and before.id = d.id
        returning case when not exists (
          select 1 from postyard_devices newer
          where newer.session = before.session and newer.id <> before.id
            and newer.revoked_at is null and newer.last_seen_at > before.last_seen_at
        ) then before.session end as session`,
    )
    const { auth } = payload.collections[settings.usersSlug]?.config ?? {}
    if (ended?.session && auth?.useSessions) {
      await db.execute(sql`
        delete from ${sql.identifier(`${tableOf(payload, settings.usersSlug)}_sessions`)}
        where id = ${ended.session} and _parent_id = ${row.user_id}`)
    }
    return toDeviceAnswer(await ownedDevice(context, row.id), now)
  },
})
