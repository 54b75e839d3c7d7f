import { readTenant } from '../../channels/readConnection.ts'
import { lockContents } from '../../contents/lockContents.ts'
import { longestGapMs } from '../../contents/longestGap.ts'
import { readMarks } from '../../contents/readMarks.ts'
import { readSameContent } from '../../contents/readSameContent.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { lockPlanning } from '../../model/lockPlanning.ts'
import type { NetworkOptions } from '../../model/networkPlan.ts'
import type { PlanContent } from '../../model/planContent.ts'
import type { OperationContext } from '../../operation.ts'
import { type Assessment, assess } from '../../plan/risk/index.ts'
import {
  remedyReachMs,
  type Solved,
  type Spread,
  type SpreadProblem,
  spreadInSteps,
} from '../../plan/spread/index.ts'
import { inTurns } from './inTurns.ts'
import { isSameRoom } from './isSameRoom.ts'
import { readProblem } from './readProblem.ts'
import { readRiskFacts } from './readRiskFacts.ts'

type Args = {
  context: OperationContext
  tenant: ID
  post: ID
  channels: Channel[]
  options: Pick<NetworkOptions, 'window' | 'gapMs' | 'sameContentMs' | 'peaks'>
  /** What goes out: of the plan, and otherwise on single accounts. */
  content: Pick<PlanContent, 'text' | 'media' | 'rendition'>
  texts: readonly string[]
  /** The channels that are to go out first, by their ids as text. */
  leads: readonly string[]
  seed: string
  /** Nothing is made, so nobody has to wait. */
  isRehearsal: boolean
}

export type PlannedSpread = { spread: Spread; marks: string[] }

/** What stands in the database now. */
const readRoom = async (args: Args): Promise<{ problem: SpreadProblem; marks: string[] }> => {
  const { context, tenant, post, channels, options, content, texts, seed } = args
  const { payload, settings, db } = context
  const marks = await readMarks({ payload, db, tenant, post, content, texts })
  const same = await readSameContent({
    db,
    tenant,
    of: { marks },
    from: after(new Date(options.window.from), -longestGapMs),
    // A longer window is promised only where it is known what stands in the way there.
    to: after(new Date(options.window.to), remedyReachMs(options, channels.length) + longestGapMs),
  })
  const problem = await readProblem({ context, tenant, channels, options, same, seed })
  const wish = { first: args.leads, lowestGapMs: settings.sameContentMinutes * 60_000 }
  return { problem: { ...problem, ...wish }, marks }
}

/**
 * Solves when each account posts, with all that stands in the database now. Unless it is a rehearsal, nobody else plans for
 * the tenant from here until the caller's transaction ends: the room that is found is still there when it is taken.
 *
 * Plans in the ordinary way go on while it is solved, which takes seconds for thousands of accounts; they wait from then on.
 * Where one of them took room meanwhile, it is solved once more.
 */
export const planSpread = async (args: Args): Promise<PlannedSpread> => {
  const { context, tenant, isRehearsal } = args
  const { db } = context
  if (!isRehearsal) await lockPlanning(db, tenant)
  const { problem, marks } = await readRoom(args)
  const spread = await inTurns(spreadInSteps(problem))
  if (isRehearsal) return { spread, marks }
  await lockContents({ db, tenant })
  const now = await readRoom(args)
  const isSame = await inTurns(isSameRoom(problem, now.problem))
  return {
    spread: isSame ? spread : await inTurns(spreadInSteps(now.problem)),
    marks: now.marks,
  }
}

/** Judges the risk of a plan that was solved. */
export const assessSpread = async (
  args: Pick<Args, 'context' | 'tenant' | 'channels'> & {
    solved: Solved
    marks: string[]
    variants: number
  },
): Promise<Assessment> => {
  const { context, tenant, channels, solved, marks, variants } = args
  const { payload, settings, req, db, now } = context
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  const { figures, times } = solved
  return assess(
    await readRiskFacts({
      ...{ db, tenant, timezone, channels, variants, now },
      times: new Map(times.map(({ id, at }) => [id, new Date(at)])),
      same: { marks },
      inPeak: figures.inPeak,
      shortestGapMs: times.length > 1 ? figures.shortestGapMs : null,
      leastGapMs: figures.leastGapMs,
    }),
  )
}
