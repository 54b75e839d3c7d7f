import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Doings } from './countDoings.ts'
import type { Said } from './openClient.ts'
import type { Person } from './openPerson.ts'
import type { Platform } from './openPlatform.ts'
import type { Pace } from './paceOf.ts'

/** What all people of a simulation share. */
export type World = { platform: Platform; pace: Pace; doings: Doings }

const taskShape = z.object({
  id: z.string(),
  title: z.string(),
  tenant: z.object({ id: z.string() }),
  deadlineAt: z.coerce.date(),
  outcome: z.string().nullable(),
  answeredAt: z.string().nullable(),
  lease: z.object({ until: z.coerce.date() }).nullable(),
  hadOpen: z.array(z.object({ person: z.object({ name: z.string() }) })),
  claim: z.object({}).nullish(),
})

export type Task = z.infer<typeof taskShape>

export async function readTask({ client }: Person, id: string): Promise<Task | undefined> {
  const said = await client.ask(`/assist/tasks/${id}`, { method: 'GET' })
  return said.status === 200 ? taskShape.parse(said.body) : undefined
}

/** True where the task says that somebody may have posted it, or says so. */
export const mayBeOut = ({ hadOpen, claim }: Task): boolean => hadOpen.length > 0 || Boolean(claim)

/** Takes the lease, then reads what is to be posted and who had it open before; undefined where somebody else has it. */
export async function openTask(person: Person, id: string): Promise<Task | undefined> {
  const said = await person.client.ask(`/assist/tasks/${id}/open`)
  return said.status === 200 ? readTask(person, id) : undefined
}

type Posting = World & {
  person: Person
  task: Task
  /** How long posting takes, in the client's minutes. */
  minutes: number
  /** Without a network no lease is renewed. */
  isOffline?: boolean
}

/** Posts as long as the lease holds, which is renewed meanwhile; undefined where it was lost before that. */
export async function postUnderLease(args: Posting): Promise<string | undefined> {
  const { person, task, minutes, pace, platform, isOffline = false } = args
  let until = task.lease?.until.getTime() ?? 0
  for (let left = minutes; left > 0; left -= 5) {
    await sleep(Math.min(left, 5) * pace.minuteMs)
    if (left <= 5 || isOffline) continue
    const renewed = await openTask(person, task.id)
    // Where it was lost meanwhile, whoever had it since may have posted it.
    const isOut = renewed && mayBeOut(renewed) && platform.find(task.title) !== undefined
    until = isOut ? 0 : (renewed?.lease?.until.getTime() ?? 0)
  }
  // From here to the post nothing comes between.
  if (Date.now() < until) return platform.post(task.title, person.name)
  args.doings.leaseLost += 1
  return undefined
}

type Answer = { outcome: 'posted' | 'skipped' | 'undo'; url?: string; note?: string } & {
  isForOther?: boolean
}

/** Sends an answer under a client id; where somebody else has the task open, again when they may have let go of it. */
export async function answerTask(
  { client }: Person,
  { pace }: Pick<World, 'pace'>,
  task: string,
  body: Answer,
  key: string = randomUUID(),
): Promise<Said> {
  for (let attempt = 1; ; attempt += 1) {
    const said = await client.ask(`/assist/tasks/${task}/answer`, { body, key })
    if (said.code !== 'TASK_TAKEN' || attempt === 8) return said
    await sleep(5 * pace.minuteMs)
  }
}
