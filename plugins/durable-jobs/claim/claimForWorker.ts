import type { UpdateJobsArgs } from 'payload'
import { groupCalls } from '../group/groupCalls.ts'
import type { Claimed, ClaimNext } from '../lease/scope.ts'
import { type Executor, jobsTable, logTable } from '../postgres.ts'
import type { Runtime } from '../runtime.ts'
import { claimFairly, type Room, type Taken } from '../sql/claimFairly.ts'
import { countHeld } from '../sql/countHeld.ts'
import { findLanes, type JobLane } from '../sql/findLanes.ts'
import { readClaim } from './readClaim.ts'
import { readTaken } from './readTaken.ts'
import { releaseKeyConflicts } from './releaseKeyConflicts.ts'

type Args = {
  runtime: Runtime
  queue: string
  perResource: number | undefined
  installationSlots: number | undefined
  /** How long before their time urgent jobs are begun. */
  earlyMs: number
  /** What may begin beside all that was told by `onTaken` and has not ended. */
  room: () => Room
  onTaken: (taken: Taken) => void
  onGivenBack: (taken: Taken) => void
}

/** For how long the lanes that were found are good enough at most, in ms. */
const mostStaleMs = 1_000

/**
 * Claims for the slots of one queue: one job for each slot that asks, with one statement for all that ask at the same
 * time, on the plugin's own connections. Only where jobs have concurrency keys, or where there is a limit over the whole
 * installation, it takes a transaction.
 */
export const claimForWorker = (args: Args): ClaimNext => {
  const { runtime, queue, perResource, installationSlots, earlyMs, room } = args
  const { onTaken, onGivenBack } = args
  const { adapter, options, own } = runtime

  let behind: { lanes: JobLane[]; freshUntil: number } | undefined

  /** Where there are thousands of lanes it takes a while, and so it is not asked for each claim. */
  const refreshLanes = async (db: Executor): Promise<void> => {
    const askedAt = performance.now()
    if (behind && askedAt < behind.freshUntil) return
    const lanes = await findLanes({ db, jobs: jobsTable(adapter), queue })
    const tookMs = performance.now() - askedAt
    behind = { lanes, freshUntil: askedAt + Math.min(mostStaleMs, 5 * tookMs) }
  }

  const take = async (db: Executor, places: number, asked: UpdateJobsArgs): Promise<Taken[]> => {
    const jobs = jobsTable(adapter)
    const passedKeys: string[] | undefined = jobs.concurrencyKey ? [] : undefined
    const all: Taken[] = []
    const dueBy = new Date(readClaim(asked.where ?? {}).dueBy ?? Date.now())
    try {
      while (all.length < places) {
        if (behind) await refreshLanes(db)
        const knewLanes = behind !== undefined
        const { taken, isBehind } = await claimFairly({
          db,
          jobs,
          log: logTable(adapter),
          queue,
          dueBy: dueBy.toISOString(),
          urgentBy: new Date(dueBy.getTime() + earlyMs).toISOString(),
          free: places - all.length,
          perResource,
          ...room(),
          leaseMs: options.leaseMs,
          workerName: options.workerName,
          updatedAt: String(asked.data.updatedAt ?? new Date().toISOString()),
          passedKeys,
          lanes: behind?.lanes ?? [],
        })
        const { kept, conflicts } = await releaseKeyConflicts({ db, jobs, taken })
        passedKeys?.push(...conflicts)
        for (const one of kept) onTaken(one)
        all.push(...kept)
        if (!isBehind) behind = undefined
        else behind ??= { lanes: [], freshUntil: Number.NEGATIVE_INFINITY }
        if (taken.length === 0 && (knewLanes || !isBehind)) break
      }
      return all
    } catch (error) {
      // What was taken before is taken all the same, and where it was not, its transaction is rolled back.
      if (all.length > 0 && passedKeys === undefined && installationSlots === undefined) return all
      for (const one of all) onGivenBack(one)
      throw error
    }
  }

  const takeAlone = async (places: number, asked: UpdateJobsArgs): Promise<Taken[]> => {
    let all: Taken[] = []
    try {
      return await own.transaction(async (db) => {
        const jobs = jobsTable(adapter)
        const free =
          installationSlots === undefined
            ? places
            : Math.min(places, installationSlots - (await countHeld({ db, jobs, queue })))
        all = await take(db, free, asked)
        return all
      })
    } catch (error) {
      for (const one of all) onGivenBack(one)
      throw error
    }
  }

  return groupCalls<UpdateJobsArgs, Claimed | undefined>({
    most: 500,
    run: async (calls) => {
      const asked = calls.at(-1)!
      const claimedAt = performance.now()
      const needsTransaction = jobsTable(adapter).concurrencyKey || installationSlots !== undefined
      const taken = needsTransaction
        ? await takeAlone(calls.length, asked)
        : await take(own.db(), calls.length, asked)
      const jobs = await readTaken({ runtime, taken, claimedAt, onGivenBack })
      return calls.map((_, index) => {
        const job = jobs[index]
        return job && { job, claimedAt }
      })
    },
  })
}
