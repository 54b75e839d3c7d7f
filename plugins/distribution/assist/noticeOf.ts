import { noticeWords } from './noticeWords.ts'
import type { PendingPush } from './openTasks.ts'

type Args = {
  kind: PendingPush['kind']
  title: string
  channel: string
  tenant: { name: string; manual: { hideTitle?: boolean | null } }
  /** Of whom it is for (BCP 47); null where it is unknown. */
  language: string | null
}

/** What a phone or a mail says of a task: the title only where the tenant lets it be shown, and nothing of its content. */
export const noticeOf = ({
  kind,
  title,
  channel,
  tenant,
  language,
}: Args): { title: string; body: string } => {
  const what = noticeWords(language)[kind]
  return {
    title: tenant.manual.hideTitle ? what : `${what}: ${title}`,
    body: `${channel} · ${tenant.name}`,
  }
}
