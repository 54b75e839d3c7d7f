import { z } from 'zod'
import { readTenant } from '../../../channels/readConnection.ts'
import { DistributionError } from '../../../errors.ts'
import { exampleIds } from '../../../exampleIds.ts'
import { findOwned } from '../../../findOwned.ts'
import type { ID } from '../../../model/database.ts'
import { defineOperation, idInput, type OperationContext } from '../../../operation.ts'
import { entitlementIn } from '../../entitle/entitlePost.ts'
import { excerptInput } from '../../entitle/excerptInput.ts'
import { contentErrors } from '../../freezeContent.ts'
import { lockPostAlone } from '../../lockPost.ts'
import { makePlan, type PlannedDelivery } from '../../makePlan.ts'
import { noteDuplicates } from '../../noteDuplicates.ts'
import type { PostRecord } from '../../readPost.ts'
import { refusalsOn } from '../judgeStart.ts'
import { type PlannedStart, planStart, toNetworkPlan } from '../planStart.ts'
import { selectInput } from '../selectInput.ts'
import { spreadInput } from '../spreadInput.ts'
import { exampleStart, type StartAnswer, startOutput } from '../startOutput.ts'
import { variationInput } from '../variationInput.ts'
import { beginWatch } from '../watch/beginWatch.ts'

type Context = OperationContext

/** Writes what was decided. */
const make = async (context: Context, post: PostRecord, planned: PlannedStart) => {
  const { accounts, said, solved, duplicates } = planned
  if (!accounts || !said || !solved || !said.variation) {
    throw new Error('A start that was refused was to be made.')
  }
  const { variation } = said
  const times = new Map(solved.times.map(({ id, at }) => [id, new Date(at)]))
  const first = new Date(solved.times[0]?.at ?? context.now)
  const plan = await makePlan({
    context,
    tenant: post.tenant,
    post: post.id,
    channels: said.channels,
    content: said.content,
    isPending: said.isPending,
    entitlementOf: entitlementIn(context.payload, said.entitled),
    at: first,
    timeOf: (channel) => times.get(String(channel)) ?? first,
    variationOf: variation.variationOf,
    network: toNetworkPlan({ planned, selection: accounts.selection, solved }),
  })
  await beginWatch({
    db: context.db,
    plan: { id: plan.id, tenant: post.tenant },
    at: first,
    now: context.now,
  })
  await noteDuplicates({
    ...{ context, tenant: post.tenant, plan: plan.id, post: post.id, duplicates },
  })
  return plan
}

const toSchedule = (
  planned: PlannedStart,
  deliveries: PlannedDelivery[],
  timezone: string,
): StartAnswer['schedule'] => {
  const { accounts, said, solved, problems } = planned
  const isRehearsal = deliveries.length === 0
  const made = new Map(deliveries.map((one) => [String(one.channel), one]))
  const times = new Map(solved?.times.map((one) => [one.id, one]))
  const leads = new Set(
    accounts?.selection.chosen.flatMap(({ id, isLead }) => (isLead ? String(id) : [])),
  )
  const textOf = (channel: ID) => said?.variation?.variedOf(channel).said.text ?? null
  return (said?.channels ?? accounts?.channels ?? [])
    .map((channel) => {
      const id = String(channel.id)
      const time = times.get(id)
      const delivery = made.get(id)
      return {
        delivery: delivery?.id ?? null,
        channel: channel.id,
        name: channel.name,
        platform: channel.platform,
        timezone: channel.timezone || timezone,
        at: time ? new Date(time.at).toISOString() : null,
        state: delivery?.state ?? null,
        isPeak: time?.isPeak ?? false,
        isLead: leads.has(id),
        text: isRehearsal ? textOf(channel.id) : null,
        refusals: isRehearsal ? refusalsOn(problems, id) : [],
      }
    })
    .toSorted((a, b) => ((a.at ?? '~') < (b.at ?? '~') ? -1 : 1))
}

const toLeftOut = ({ accounts, said }: PlannedStart): StartAnswer['leftOut'] => [
  ...(accounts?.selection.leftOut ?? [])
    .filter(({ code }) => code !== 'NOT_LISTED')
    .map(({ id, ...one }) => ({ channel: id, ...one })),
  ...(said?.left ?? []).map(({ channel, refusal: { code, message } }) => ({
    ...{ channel: channel.id, name: channel.name, code, message },
  })),
]

const toDryRun = ({ problems }: PlannedStart): StartAnswer['dryRun'] => ({
  fits: problems.length === 0,
  problems: problems.map(({ code, message, details }) => ({ code, message, errors: details })),
})

export const startNetwork = defineOperation({
  name: 'distribution.start',
  summary:
    'Distributes one post over many accounts: chooses them, varies what they say, and spreads them over a window so that every rule holds; or says exactly why that cannot be. With `dryRun` nothing is made.',
  description:
    'Hard rules are the window, the least gap, the distance between the same content on two accounts over all plans of the client, the caps and blackouts of each account, and what is planned there already. As many posts as possible are in peak hours. Either all of it holds, or nothing is made: `SPREAD_IMPOSSIBLE` says how many fit and what would fit all. A risk of 80 or more is refused (`RISK_TOO_HIGH`). Without `channels` and `select` it goes to the channels of the post.',
  route: { method: 'post', path: '/distribution/start' },
  input: z.strictObject({
    post: idInput,
    channels: z
      .array(idInput)
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'The accounts, one by one; each has to be active and well.' }),
    select: selectInput.optional(),
    ...spreadInput,
    variation: variationInput.optional(),
    excerpt: excerptInput.optional(),
    allowDuplicate: z.boolean().optional().meta({
      description:
        'Starts although an account has this post already, or is about to get it; who allowed it is noted.',
    }),
    dryRun: z.boolean().optional().meta({
      description:
        'Only foresees it: the whole schedule with what each account says and what keeps the post from there, and how risky it is.',
    }),
  }),
  output: startOutput,
  permission: 'plans.write',
  errors: [
    'CHANNEL_REQUIRED',
    'CHANNEL_NOT_FOUND',
    'CHANNEL_NOT_ACTIVE',
    'NO_CHANNELS_SELECTED',
    'DATE_IN_PAST',
    'DATE_TOO_FAR',
    ...contentErrors,
    'VARIATION_INVALID',
    'ENTITLEMENT_DENIED',
    'DUPLICATE_DISTRIBUTION_PLAN',
    'SPREAD_IMPOSSIBLE',
    'RISK_TOO_HIGH',
  ],
  examples: {
    usual: {
      summary: 'A hundred accounts of one brand, in six hours from eight on.',
      input: {
        post: exampleIds.post,
        select: { count: 100, criteria: { labels: { any: ['branch'] } } },
        window: { from: '2026-11-23T06:00:00Z', hours: 6 },
        variation: { pools: { town: { tags: ['lisbon', 'homes', 'openhouse'], max: 2 } } },
        seed: '4f1c9a',
      },
      output: exampleStart,
    },
  },
  run: async (input, context) => {
    if (input.channels && input.select) {
      throw new DistributionError(
        'INVALID_INPUT',
        'Name the channels one by one, or let them be selected, not both. `select.criteria.channels` selects among some.',
      )
    }
    const read = () =>
      findOwned<PostRecord>({
        context,
        collection: 'posts',
        id: input.post,
        permission: 'plans.write',
        what: 'post',
      })
    const found = await read()
    if (!input.dryRun) await lockPostAlone(context.db, found)
    const post = input.dryRun ? found : await read()
    const planned = await planStart({ context, post, wish: input })
    const made = input.dryRun ? undefined : await make(context, post, planned)
    const { payload, settings, req } = context
    const { timezone } = await readTenant({ payload, settings, tenant: post.tenant, req })
    return {
      plan: made?.id ?? null,
      seed: planned.seed,
      window: planned.options.window,
      peaks: planned.options.peaks,
      schedule: toSchedule(planned, made?.deliveries ?? [], timezone),
      leftOut: toLeftOut(planned),
      notes: planned.accounts?.selection.notes ?? [],
      figures: planned.solved?.figures ?? null,
      assessment: planned.assessment ?? null,
      variants: planned.said?.texts.length ?? 0,
      ...(input.dryRun ? { dryRun: toDryRun(planned) } : {}),
    }
  },
})
