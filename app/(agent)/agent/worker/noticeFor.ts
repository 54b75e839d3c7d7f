/** What is shown for a push. */
export type Notice = {
  title: string
  options: NotificationOptions & { renotify?: boolean; timestamp?: number }
  /** Undefined for a push that is of no task, such as a test. */
  task: string | undefined
  isTest: boolean
}

type Args = {
  /** As Firebase delivers it to browsers: `{ notification, data, fcmOptions, … }`. */
  payload: unknown
  /** Said where the push brings no words of its own. */
  fallback: { title: string; body: string }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Ids are short; whatever else comes is not put into an address. */
const idOf = (value: unknown): string | undefined => {
  const text = textOf(value)
  return text && /^[\w-]{1,64}$/.test(text) ? text : undefined
}

/**
 * What to show for a push. Whatever comes, something is shown: browsers take the right to push from a page that is
 * pushed and shows nothing. A later push about the same task takes the place of the one before, and sounds again.
 */
export const noticeFor = ({ payload, fallback }: Args): Notice => {
  const { notification, data } = recordOf(payload)
  const shown = recordOf(notification)
  const { task: given, kind } = recordOf(data)
  const task = idOf(given)
  const isTest = kind === 'test'
  return {
    title: textOf(shown.title) ?? fallback.title,
    options: {
      body: textOf(shown.body) ?? (textOf(shown.title) ? '' : fallback.body),
      tag: textOf(shown.tag) ?? (task ? `task-${task}` : isTest ? 'test' : 'postyard'),
      renotify: true,
      icon: '/agent/icons/icon-192.png',
      badge: '/agent/icons/badge-96.png',
      data: { task },
    },
    task,
    isTest,
  }
}
