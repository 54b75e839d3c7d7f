import config from '@payload-config'
import { getPayload } from 'payload'
import { operations, runFor } from 'postyard'
import { answerOrders } from '../support/answerOrders.ts'

/** What this program is started with. */
export type CalendarOrder = Record<string, never>

/** What this program says. */
export type CalendarMessage =
  | { type: 'ready' }
  | { type: 'read'; ms: number; cards: number; deliveries: number }

const payload = await getPayload({ config })
const { docs } = await payload.find({ collection: 'users', limit: 1 })
const user = { ...docs[0], collection: 'users' }

answerOrders({
  read: async ({ from, to }: { from: string; to: string }) => {
    const began = performance.now()
    const { cards } = await runFor({
      payload,
      operation: operations.readCalendar,
      input: { from, to },
      user,
    })
    const ms = performance.now() - began
    const deliveries = cards.reduce((sum, { channels }) => sum + channels.length, 0)
    return { type: 'read', ms, cards: cards.length, deliveries }
  },
})
process.send!({ type: 'ready' } satisfies CalendarMessage)
