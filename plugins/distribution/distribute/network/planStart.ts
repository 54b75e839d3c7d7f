import { randomUUID } from 'node:crypto'
import { readTenant } from '../../channels/readConnection.ts'
import type { DistributionError } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import type { NetworkOptions, NetworkPlan } from '../../model/networkPlan.ts'
import type { OperationContext } from '../../operation.ts'
import type { Assessment } from '../../plan/risk/index.ts'
import type { Criteria, Selection } from '../../plan/select/index.ts'
import type { Solved } from '../../plan/spread/index.ts'
import type { VariationOptions } from '../../plan/vary/index.ts'
import { chooseChannels } from '../chooseChannels.ts'
import type { ExcerptWish } from '../entitle/entitlePost.ts'
import { findDuplicates, refuseDuplicates, tellDuplicates } from '../findDuplicates.ts'
import type { PostRecord } from '../readPost.ts'
import { type ChosenAccounts, chooseAccounts } from './chooseAccounts.ts'
import { openJudge } from './judgeStart.ts'
import { nameVoices } from './nameVoices.ts'
import { assessSpread, planSpread } from './planSpread.ts'
import { readSpreadOptions } from './readSpreadOptions.ts'
import { spreadImpossible } from './refuseSpread.ts'
import { riskTooHigh } from './riskTooHigh.ts'
import { type Said, sayStart } from './sayStart.ts'

/** What is asked for, as the operation takes it. */
export type StartWish = Parameters<typeof readSpreadOptions>[0] & {
  channels?: (string | number)[]
  select?: { count?: number; criteria: Criteria }
  seed?: string
  variation?: VariationOptions
  excerpt?: ExcerptWish
  allowDuplicate?: boolean
  dryRun?: boolean
}

type Args = {
  context: OperationContext
  /** Under the caller's lock, unless it is a rehearsal. */
  post: PostRecord
  wish: StartWish
}

/** All that is decided before anything is made. Of a rehearsal that goes nowhere, as much as is known. */
export type PlannedStart = {
  seed: string
  options: NetworkOptions
  accounts: ChosenAccounts | undefined
  said: Said | undefined
  solved: Solved | undefined
  assessment: Assessment | undefined
  duplicates: ReturnType<typeof tellDuplicates>
  /** What a rehearsal would be refused for. */
  problems: DistributionError[]
}

const readDuplicates = async (
  { context, post }: Args,
  channels: Channel[],
  options: NetworkOptions,
  solved: Solved | undefined,
) => {
  const { db, payload, settings, req, now } = context
  const { tenant, id } = post
  const times = new Map(solved?.times.map((one) => [one.id, new Date(one.at)]))
  const begin = new Date(options.window.from)
  const duplicates = await findDuplicates({
    ...{ db, tenant, post: id, channels, now },
    at: (channel: ID) => times.get(String(channel)) ?? begin,
    withinMs: options.sameContentMs,
  })
  if (duplicates.length === 0) return []
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  return tellDuplicates({ duplicates, channels, timezone })
}

/**
 * Decides all of a network plan: which accounts, what each says, when each posts, and how risky that is. What is refused is
 * thrown; a rehearsal goes on as far as it can and names every refusal.
 *
 * What may have to wait for another transaction (the post, pictures that are made for two plans at once) comes before the
 * lock under which the times are solved.
 *
 * @throws those of the operation
 */
export const planStart = async (args: Args): Promise<PlannedStart> => {
  const { context, post, wish } = args
  const { tenant } = post
  const isRehearsal = wish.dryRun === true
  const { judge, problems } = openJudge(isRehearsal)
  const seed = wish.seed ?? randomUUID()
  const given = wish.variation
  const named = given && (await judge(() => nameVoices({ context, tenant, variation: given })))
  const variation = named ?? given
  const options: NetworkOptions = {
    ...readSpreadOptions(wish, context),
    select: wish.select
      ? { count: wish.select.count ?? null, criteria: wish.select.criteria }
      : null,
    ...(variation ? { variation } : {}),
  }
  const started: PlannedStart = {
    ...{ seed, options, problems, duplicates: [] },
    ...{ accounts: undefined, said: undefined, solved: undefined, assessment: undefined },
  }
  const ids = wish.channels ?? post.channels ?? []
  // Channels that are not there are refused by a rehearsal too: it is about others.
  const listed = wish.select ? undefined : await chooseChannels({ context, tenant, ids })
  const accounts = await judge(() =>
    chooseAccounts({ context, tenant, seed, named: listed, select: wish.select }),
  )
  if (!accounts) return started
  const said = await judge(() =>
    sayStart({
      ...{ context, post, seed, isRehearsal, judge },
      channels: accounts.channels,
      window: options.window,
      variation,
      excerpt: wish.excerpt,
    }),
  )
  if (!said) return { ...started, accounts }
  const { channels, content, texts } = said
  const leads = accounts.selection.chosen.flatMap(({ id, isLead }) => (isLead ? String(id) : []))
  const { spread, marks } = await planSpread({
    ...{ context, tenant, post: post.id, channels, options, content, texts, seed, isRehearsal },
    leads,
  })
  const solved = spread.kind === 'solved' ? spread : undefined
  await judge(() => {
    if (spread.kind === 'impossible') throw spreadImpossible(spread)
  })
  const duplicates = await readDuplicates(args, channels, options, solved)
  await judge(() => {
    if (wish.allowDuplicate !== true) refuseDuplicates(duplicates)
  })
  const assessment =
    solved &&
    (await assessSpread({ context, tenant, channels, solved, marks, variants: texts.length }))
  await judge(() => {
    if (assessment?.isBlocked) throw riskTooHigh(assessment)
  })
  return { ...started, accounts, said, solved, assessment, duplicates }
}

/** What the plan keeps of how it came about. */
export const toNetworkPlan = (args: {
  planned: Pick<PlannedStart, 'seed' | 'options' | 'assessment'>
  selection: Selection
  solved: Solved
}): NetworkPlan => {
  const { planned, selection, solved } = args
  const { seed, options, assessment } = planned
  const placed = new Set(solved.times.map(({ id }) => id))
  const chosen = selection.chosen.filter(({ id }) => placed.has(String(id)))
  return {
    version: 1,
    ...{ seed, options },
    figures: solved.figures,
    peaks: solved.times.flatMap(({ id, isPeak }) => (isPeak ? id : [])),
    selection: chosen.map(({ id, isLead, tier, score, parts }) => ({
      ...{ id: String(id), isLead, tier, score },
      parts: Object.fromEntries(parts.map(({ part, points }) => [part, points])) as Record<
        (typeof parts)[number]['part'],
        number
      >,
    })),
    leads: chosen.flatMap(({ id, isLead }) => (isLead ? String(id) : [])),
    assessment: assessment ?? null,
  }
}
