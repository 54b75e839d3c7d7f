import { expect, test } from 'vitest'
import { buildPushMessage } from '../../../../plugins/distribution/channels/manual/buildPushMessage.ts'
import { noticeFor } from './noticeFor.ts'

const fallback = { title: 'Time to post', body: 'Tap to see your tasks.' }

/** What a browser is handed by Firebase of what we send. */
const delivered = (data: Record<string, string>) => {
  const { notification, webpush, ...rest } = buildPushMessage({
    content: {
      notification: { title: 'Time to post: Open house', body: 'WhatsApp · Marina Estates' },
      data,
      ttlSeconds: 600,
      collapseKey: 'task-7',
    },
    now: 0,
  })
  return {
    from: '1234',
    fcmMessageId: 'a',
    notification: { ...notification, ...webpush.notification },
    data: rest.data,
  }
}

test('a push of ours is shown in its words, under the tag of its task', () => {
  const payload = delivered({ task: '7', delivery: '9', tenant: '1' })
  expect(noticeFor({ payload, fallback })).toMatchObject({
    title: 'Time to post: Open house',
    options: {
      body: 'WhatsApp · Marina Estates',
      tag: 'task-7',
      renotify: true,
      data: { task: '7' },
    },
    task: '7',
    isTest: false,
  })
})

test('a push of data alone is shown under the tag of its task, too, so that a phone that is told twice shows it once', () => {
  const { task, title, options } = noticeFor({ payload: { data: { task: '7' } }, fallback })
  expect({ task, title, tag: options.tag }).toEqual({
    task: '7',
    title: 'Time to post',
    tag: 'task-7',
  })
})

test.each([[undefined], [null], ['text'], [{ notification: 'no', data: [] }]])(
  'a push that says nothing we know (%j) is shown all the same',
  (payload) => {
    expect(noticeFor({ payload, fallback })).toMatchObject({
      title: 'Time to post',
      options: { body: 'Tap to see your tasks.' },
      task: undefined,
    })
  },
)

test('what is no id opens no task', () => {
  const payload = { data: { task: '7&x=https://elsewhere' } }
  expect(noticeFor({ payload, fallback }).task).toBeUndefined()
})

test('a test is known as one', () => {
  expect(noticeFor({ payload: delivered({ kind: 'test' }), fallback }).isTest).toBe(true)
})
