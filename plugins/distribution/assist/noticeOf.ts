import type { PendingPush } from './openTasks.ts'

type Args = {
  kind: PendingPush['kind']
  title: string
  channel: string
  tenant: { name: string; manual: { hideTitle?: boolean | null } }
}

const whats: Record<PendingPush['kind'], string> = {
  ask: 'Time to post',
  again: 'Time to post',
  remind: 'Time to post',
  manager: 'Nobody has posted',
  late: 'Posted after its deadline?',
}

/** What a phone or a mail says of a task: the title only where the tenant lets it be shown, and nothing of its content. */
export const noticeOf = ({
  kind,
  title,
  channel,
  tenant,
}: Args): { title: string; body: string } => {
  const what = whats[kind]
  return {
    title: tenant.manual.hideTitle ? what : `${what}: ${title}`,
    body: `${channel} · ${tenant.name}`,
  }
}
