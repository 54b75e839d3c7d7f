import { lockContents } from '../../contents/lockContents.ts'
import { longestGapMs } from '../../contents/longestGap.ts'
import { readSameContent } from '../../contents/readSameContent.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import { after, later } from '../../model/deadlines.ts'
import { lockPlanning } from '../../model/lockPlanning.ts'
import type { NetworkPlan } from '../../model/networkPlan.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { remedyReachMs, spreadInSteps } from '../../plan/spread/index.ts'
import type { Impossible, Solved, SpreadProblem } from '../../plan/spread/problem.ts'
import type { Acting } from '../acting.ts'
import { channelsOf } from '../replanPost.ts'
import { inTurns } from './inTurns.ts'
import { readProblem } from './readProblem.ts'

type Args = {
  context: Acting
  plan: { id: ID; tenant: ID }
  /** Which of its deliveries get new times; they are under the caller's locks. */
  deliveries: DeliveryRow[]
  /** Times that were found for other plans just now, and are not written yet. */
  besides?: readonly Given[]
}

/** A time that a delivery is given. */
export type Given = { channel: ID; at: Date; content: string | null }

/** New times by delivery id as text. `left`: those for which there is no room, and why. */
export type FoundTimes = {
  times: Map<string, Date>
  left: DeliveryRow[]
  why: string | null
  content: string | null
}

/** The first of them is made ready in this time, in ms. */
const soonMs = 5_000

/** How often a window is made longer, or an account left out, before those that have no room are left to a person. */
const mostTries = 6

export const readNetwork = async ({
  context,
  plan,
}: Pick<Args, 'context' | 'plan'>): Promise<
  { network: NetworkPlan; content: string | null } | undefined
> => {
  const [found] = await rows<{ network: NetworkPlan | null; content_id: string | null }>(
    context.db,
    sql`
      select p.network,
        (select c.content from postyard_content_plans c where c.plan = p.id) as content_id
      from postyard_plans p
      where p.id = ${plan.id} and p.tenant_id = ${plan.tenant}`,
  )
  return found?.network ? { network: found.network, content: found.content_id } : undefined
}

/** When the same content is on other accounts, or has been: of this plan too, but for what gets new times. */
const readSame = async (args: Args, content: string | null, from: Date, to: Date) => {
  if (content === null) return []
  const { context, plan, deliveries } = args
  const moved = new Set(deliveries.map(({ id }) => String(id)))
  const same = await readSameContent({
    db: context.db,
    tenant: plan.tenant,
    of: { content },
    from,
    to,
  })
  return same.filter((one) => !moved.has(String(one.delivery)))
}

/** What is easier to solve: the window that would fit all, else without the accounts that have no room anywhere. */
const easier = (problem: SpreadProblem, answer: Impossible): SpreadProblem | undefined => {
  const wider = answer.remedies.find((one) => one.kind === 'window')
  if (wider) return { ...problem, window: { ...problem.window, to: wider.to } }
  const fewer = answer.remedies.find((one) => one.kind === 'accounts')
  const without = new Set(
    fewer?.without ?? answer.reasons.flatMap(({ accounts }) => accounts).slice(0, 1),
  )
  const accounts = problem.accounts.filter(({ id }) => !without.has(id))
  return without.size > 0 && accounts.length > 0 && accounts.length < problem.accounts.length
    ? { ...problem, accounts }
    : undefined
}

const solve = async (first: SpreadProblem): Promise<{ solved?: Solved; why: string | null }> => {
  let problem: SpreadProblem | undefined = first
  let why: string | null = null
  for (let tried = 0; problem && tried < mostTries; tried += 1) {
    const answer = await inTurns(spreadInSteps(problem))
    if (answer.kind === 'solved') return { solved: answer, why }
    why = answer.message
    problem = easier(problem, answer)
  }
  return { why }
}

/**
 * Finds new times from now on for deliveries of a network plan, by the rules under which it was made: the gaps between its
 * posts, the same content, caps, blackouts, and whatever else is planned by now. Its window is kept where it still
 * suffices, and made longer where not. Nothing else is planned for the tenant until the caller's transaction ends.
 *
 * Returns undefined for a plan that is none over many accounts.
 */
export const findTimes = async (args: Args): Promise<FoundTimes | undefined> => {
  const { context, plan, deliveries, besides = [] } = args
  const { db, now } = context
  const made = await readNetwork(args)
  if (!made) return undefined
  const { content } = made
  if (deliveries.length === 0) return { times: new Map(), left: [], why: null, content }
  await lockPlanning(db, plan.tenant)
  await lockContents({ db, tenant: plan.tenant })
  const { options, seed } = made.network
  const leastMs = Math.max(options.gapMs.min, options.sameContentMs)
  const to = later(new Date(options.window.to), after(now, leastMs * deliveries.length))
  // Its window may be made longer by as much.
  const reachMs = remedyReachMs(options, deliveries.length)
  const same = await readSame(
    args,
    content,
    after(now, -longestGapMs),
    after(to, reachMs + longestGapMs),
  )
  const alike = besides.filter((one) => content !== null && one.content === content)
  const problem = await readProblem({
    context,
    tenant: plan.tenant,
    channels: await channelsOf(context, {
      tenant: plan.tenant,
      ids: deliveries.map((row) => row.channel_id),
    }),
    // Those of this plan that keep their times are neighbours too.
    options: {
      ...options,
      window: { from: after(now, soonMs).toISOString(), to: to.toISOString() },
      sameContentMs: leastMs,
    },
    same: [...same, ...alike],
    seed: `${seed} ${now.toISOString()}`,
    except: deliveries.map(({ id }) => id),
    besides,
  })
  const { solved, why } = await solve(problem)
  const at = new Map(solved?.times.map((one) => [one.id, new Date(one.at)]))
  const times = new Map(
    deliveries.flatMap((row) => {
      const found = at.get(String(row.channel_id))
      return found ? [[String(row.id), found] as const] : []
    }),
  )
  return { times, left: deliveries.filter(({ id }) => !times.has(String(id))), why, content }
}
