import config from '@payload-config'
import { getPayload, type Payload } from 'payload'
import { operations, runFor, tick } from 'postyard'
import { answerOrders } from '../support/answerOrders.ts'

/** What this program is started with. */
export type DispatchOrder = { act: 'furnish' | 'tick' }

/** What this program says. */
export type DispatchMessage =
  | { type: 'furnished'; tenant: string; channel: string; plan: string; delivery: string }
  | { type: 'ready' }
  | { type: 'ticked'; ms: number; woken: number }

const insert = async (payload: Payload, collection: string, data: object): Promise<string> => {
  const made = await payload.create({ collection: collection as 'users', data: data as never })
  return String(made.id)
}

/** One client with one post that is on its way over one channel: what the benchmark makes many of. */
const furnish = async (payload: Payload): Promise<DispatchMessage> => {
  const user = await insert(payload, 'users', {
    name: 'Bench',
    email: 'bench@postyard.test',
    password: 'only-in-a-throw-away-database',
    isAgencyAdmin: true,
  })
  const tenant = await insert(payload, 'tenants', { name: 'Client', slug: 'client' })
  const channel = await insert(payload, 'channels', {
    tenant,
    name: 'Channel',
    platform: 'mastodon',
    kind: 'manual',
  })
  const post = await insert(payload, 'posts', { tenant, title: 'Post', text: 'Text' })
  const record = await payload.findByID({ collection: 'users', id: user })
  const { plan, deliveries } = await runFor({
    payload,
    operation: operations.distribute,
    input: {
      id: post,
      channels: [channel],
      at: new Date(Date.now() + 30 * 24 * 3_600_000).toISOString(),
    },
    user: { ...record, collection: 'users' },
  })
  const delivery = String(deliveries[0]!.id)
  return { type: 'furnished', tenant, channel, plan: String(plan), delivery }
}

const { act } = JSON.parse(process.argv[2]!) as DispatchOrder
const payload = await getPayload({ config })

if (act === 'furnish') {
  process.send!(await furnish(payload), () => process.exit(0))
} else {
  answerOrders({
    tick: async ({ now }: { now: string }) => {
      const began = performance.now()
      const { woken } = await tick({ payload, now: new Date(now) })
      return { type: 'ticked', ms: performance.now() - began, woken }
    },
  })
  process.send!({ type: 'ready' } satisfies DispatchMessage)
}
