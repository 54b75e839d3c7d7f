import { setTimeout as sleep } from 'node:timers/promises'
import { getPayload, handleEndpoints, type Payload } from 'payload'
import { queues, type Role, startClock } from 'postyard'
import { startWorker } from 'postyard/durable-jobs'
import config from './payload.config.ts'

// Distributes one post over all channels of a client, by the API as its users meet it, and prints what became of it.

type Answer = Record<string, unknown>

const payload = await getPayload({ config })

const insert = async (collection: string, data: Answer): Promise<number> => {
  const doc: unknown = await payload.create({
    collection: collection as Parameters<Payload['create']>[0]['collection'],
    data: data as never,
  })
  return (doc as { id: number }).id
}

const client = await insert('clients', { name: 'Marina Estates' })

const addPerson = async (email: string, roles: Role[]) => {
  const login = { email, password: 'a-password-of-nobody' }
  const id = await insert('people', { ...login, tenants: [{ tenant: client, roles }] })
  const { token } = await payload.login({ collection: 'people', data: login as never })
  return { id, token: token ?? '' }
}

const manager = await addPerson('manager@example.test', ['manager'])
const agent = await addPerson('agent@example.test', ['field-agent'])

const call = async (token: string, method: string, path: string, body?: Answer) => {
  const response = await handleEndpoints({
    config,
    request: new Request(`http://localhost/api${path}`, {
      method,
      headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  })
  const answer = (await response.json()) as Answer
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

const worker = await startWorker({ payload, queues })
const clock = await startClock({ payload })

const connected = await call(manager.token, 'POST', `/clients/${client}/connect-postiz`, {
  baseUrl: process.env.POSTIZ_URL,
  apiKey: process.env.POSTIZ_KEY,
})
await insert('channels', {
  tenant: client,
  name: 'WhatsApp Status',
  platform: 'whatsapp',
  kind: 'manual',
  agents: [agent.id],
})
const { docs } = await payload.find({ collection: 'channels', pagination: false, depth: 0 })
const post = await insert('social-posts', {
  tenant: client,
  title: 'Open house on Sunday',
  text: 'Doors open at 11.',
  channels: docs.map(({ id }) => id),
  render: {
    kind: 'card',
    template: 'announcement',
    format: 'square',
    data: { headline: 'Open house on Sunday', when: '11:00' },
  },
})
const { plan } = await call(manager.token, 'POST', `/social-posts/${post}/distribute`, {})

const isSettled = (state: unknown) =>
  ['published', 'failed', 'awaiting_human', 'cancelled', 'expired'].includes(String(state))

const watch = async (until: number): Promise<Answer> => {
  const status = await call(manager.token, 'GET', `/plans/${plan}/status`)
  const deliveries = status.deliveries as Answer[]
  if (deliveries.every(({ state }) => isSettled(state)) || Date.now() > until) return status
  await sleep(200)
  return watch(until)
}

const status = await watch(Date.now() + 60_000)
const { tasks } = await call(agent.token, 'GET', '/assist/tasks')
const [task] = tasks as Answer[]
const opened = task ? await call(agent.token, 'GET', `/assist/tasks/${task.id}`) : null

/** A file of the task, as a phone fetches it: with nothing but its link. */
const download = async (url: string) => {
  const response = await handleEndpoints({ config, request: new Request(url) })
  const { byteLength } = await response.arrayBuffer()
  return { status: response.status, type: response.headers.get('content-type'), bytes: byteLength }
}

const [file] = (opened?.files ?? []) as { url: string }[]
const downloaded = file ? await download(file.url) : null
await clock.stop()
await worker.stop()
process.stdout.write(
  `RESULT ${JSON.stringify({ connected, status, task: opened, file: downloaded })}\n`,
)
process.exit(0)
