import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { resendMails } from '../../model/mails.ts'
import { closeReceipt, openEffects, openReceipt } from '../../model/receipts.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { bringUpToDate } from '../bringUpToDate.ts'
import { deliveryOutput, ownedDelivery, toDeliveryAnswer } from '../deliveryAnswer.ts'
import { exampleDelivery } from '../exampleDelivery.ts'
import { contentErrors } from '../freezeContent.ts'
import { lookOnceMore } from '../lookOnceMore.ts'
import { moveDelivery } from '../moveDelivery.ts'
import { newLife } from '../newLife.ts'

export const resolve = defineOperation({
  name: 'deliveries.resolve',
  summary:
    'Says what became of a delivery whose outcome nobody could find out: it is live, it is to be sent again, or it is dropped. Before it is sent again Postiz is asked once more, and what is live after all is not sent.',
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
  run: async ({ id, outcome, url }, context) => {
    const { db, now, caller } = context
    const row = await ownedDelivery(context, id, 'outcomes.resolve')
    const isAsked = outcome === 'send-again' && row.state === 'unknown'
    const found = isAsked ? await lookOnceMore(context, row) : undefined
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
        set: newLife(row, now),
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
    const isAgain = outcome === 'send-again' && !found
    const moved = isAgain ? await bringUpToDate(context, row, settle) : await settle()
    if (isAgain && row.kind === 'email') {
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
