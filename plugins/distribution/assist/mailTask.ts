import type { CollectionSlug } from 'payload'
import type { Loaded } from '../deliver/loadDelivery.ts'
import type { ID } from '../model/database.ts'
import { noticeOf } from './noticeOf.ts'
import type { PendingPush } from './openTasks.ts'

type Args = {
  loaded: Loaded
  people: ID[]
  kind: PendingPush['kind']
  task: { id: ID; title: string }
}

/**
 * Writes to the people who are asked or told, where no push can reach them: what is to be posted and where, with a link
 * to the task and nothing of its content. Returns for whom a mail was handed to the mail server; nobody where the
 * application has none. A mail that cannot be sent is logged, and the task waits on the phone page all the same.
 */
export const mailTask = async ({ loaded, people, kind, task }: Args): Promise<ID[]> => {
  const { payload, settings, tenant, channel, row } = loaded
  // Without an adapter of the application, Payload would only write the mail to the log.
  if (people.length === 0 || payload.email.name === 'console') return []
  const { docs } = await payload.find({
    collection: settings.usersSlug as CollectionSlug,
    where: { id: { in: people } },
    depth: 0,
    pagination: false,
  })
  const notice = noticeOf({
    kind,
    title: task.title,
    channel: channel.name,
    tenant,
    language: null,
  })
  const sent: ID[] = []
  for (const { id, email } of docs as { id: ID; email?: unknown }[]) {
    if (typeof email !== 'string') continue
    try {
      await payload.sendEmail({
        to: email,
        subject: notice.title,
        text: `${channel.name} of ${tenant.name} waits for you.\n\nOpen the task: ${settings.serverUrl}/agent?task=${task.id}\n`,
      })
      sent.push(id)
    } catch (err) {
      payload.logger.error({
        err,
        msg: 'A mail about a task could not be sent.',
        delivery: row.id,
      })
    }
  }
  return sent
}
