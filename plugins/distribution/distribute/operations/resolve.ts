import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { cancelAsWished } from '../../model/cancelAsWished.ts'
import { forgetDrafts } from '../../model/forgetDrafts.ts'
import { resendMails } from '../../model/mails.ts'
import { closeReceipt, openEffects, openReceipt } from '../../model/receipts.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { bringUpToDate } from '../bringUpToDate.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { contentErrors } from '../freezeContent.ts'
import { lockDeliveries } from '../lockDeliveries.ts'
import { lockPost } from '../lockPost.ts'
import { lookOnceMore } from '../lookOnceMore.ts'
import { moveDelivery } from '../moveDelivery.ts'
import { newLife } from '../newLife.ts'

/** What Postiz said of an attempt before somebody decided. */
type Asked = { fence: number; found: Awaited<ReturnType<typeof lookOnceMore>> }

/** A wish to cancel it is of the life that it still has: nothing wakes it to be sent. */
const keptWish = { cancelRequestedAt: undefined, wakeAt: null }

export const resolve = defineOperation({
  name: 'deliveries.resolve',
  summary:
    'Says what became of a delivery whose outcome nobody could find out: it is live, it is to be sent again, or it is dropped. Before it is sent again Postiz is asked once more, and what is live after all is not sent; what somebody wanted cancelled meanwhile is cancelled.',
  route: { method: 'post', path: '/deliveries/{id}/resolve' },
  input: z.strictObject({
    id: idInput,
    outcome: z.enum(['live', 'send-again', 'drop']),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
  }),
  output: deliveryOutput,
  permission: 'outcomes.resolve',
  errors: ['ILLEGAL_MOVE', 'POSTIZ_UNREACHABLE', 'ENTITLEMENT_DENIED', ...contentErrors],
  examples: {
    usual: {
      input: { id: exampleIds.delivery, outcome: 'live', url: 'https://example.com/status/1' },
      output: {
        ...exampleDelivery,
        state: 'published',
        reasonCode: 'PUBLISHED',
        reason: 'Is live.',
        executedAt: '2026-11-23T14:30:00.041Z',
        attempt: 1,
        externalUrl: 'https://example.com/status/1',
      },
    },
  },
  before: async ({ id, outcome }, context): Promise<Asked | undefined> => {
    const row = await ownedDelivery(context, id, 'outcomes.resolve')
    if (outcome !== 'send-again' || row.state !== 'unknown') return undefined
    return { fence: row.fence, found: await lookOnceMore(context, row) }
  },
  run: async ({ id, outcome, url }, context) => {
    const { db, now, caller } = context
    const seen = await ownedDelivery(context, id, 'outcomes.resolve')
    const tenant = seen.tenant_id
    // In the order in which everybody does; from here on nobody adds a wish to cancel it unheard.
    await lockPost(db, { id: seen.post_id, tenant })
    const [row = seen] = await lockDeliveries({ db, tenant, ids: [seen.id] })
    const asked = context.asked as Asked | undefined
    if (outcome === 'send-again' && row.state === 'unknown' && asked?.fence !== row.fence) {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        'This delivery went on while Postiz was asked about it. Look at it again before you decide.',
      )
    }
    const found = asked?.found
    const isAgain = outcome === 'send-again' && !found
    const isToEnd = isAgain && row.cancel_requested_at !== null
    const move = {
      live: {
        to: 'published',
        reason: { code: 'SAID_LIVE', message: `${caller.name} looked: it is live.` },
        set: { externalUrl: url ?? null },
      },
      'send-again': {
        to: 'scheduled',
        reason: {
          code: 'SAID_NOT_LIVE',
          message: `${caller.name} looked: it is not live, and goes out again.`,
        },
        set: isToEnd ? { ...newLife(row, now), ...keptWish } : newLife(row, now),
      },
      'live-after-all': {
        to: 'published',
        reason: {
          code: 'FOUND_LIVE',
          message: `${caller.name} wanted it sent again, but Postiz says that it is live after all. Nothing was sent.`,
        },
        set: found ?? {},
      },
      drop: {
        to: 'failed',
        reason: { code: 'DROPPED', message: `${caller.name} dropped it.` },
        set: {},
      },
    } as const
    const chosen = move[found ? 'live-after-all' : outcome]
    const settle = () =>
      moveDelivery({
        context,
        row,
        from: ['unknown'],
        to: chosen.to,
        reason: chosen.reason,
        set: chosen.set,
        verb: 'resolved',
      })
    const settled = isAgain && !isToEnd ? await bringUpToDate(context, row, settle) : await settle()
    const cancelled = isToEnd ? await cancelAsWished(db, settled) : undefined
    const moved = cancelled ?? settled
    if (cancelled) await forgetDrafts({ db, tenant: row.tenant_id, deliveries: [row.id] })
    if (isAgain && !cancelled && row.kind === 'email') {
      await resendMails({ db, delivery: row, states: ['rejected', 'unknown'] })
    }
    const receipt = await openReceipt({ db, delivery: row, action: 'resolve', by: caller.name })
    for (const open of [receipt, ...(await openEffects({ db, delivery: row }))]) {
      await closeReceipt({
        db,
        tenant: row.tenant_id,
        id: open,
        outcome: 'ok',
        externalUrl: url ?? found?.externalUrl ?? undefined,
        meta: { result: outcome, ...(found ? { found: 'live' } : {}) },
      })
    }
    return toDeliveryAnswer(moved)
  },
})
