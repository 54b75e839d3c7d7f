import { z } from 'zod'
import {
  answerTask,
  mayBeOut,
  openTask,
  postUnderLease,
  readTask,
  type Task,
  type World,
} from './doTask.ts'
import type { Client } from './openClient.ts'
import type { Person } from './openPerson.ts'

type Args = World & {
  person: Person
  /** Their log-in in the panel, for what is decided there. */
  panel: Client
  task: string
  /** Whether this one is left lying, which happens to everybody. */
  isLeft: () => boolean
  /** True where this manager gave this task to somebody before. */
  wasGiven: Set<string>
}

const overviewShape = z.object({
  agents: z.array(
    z.object({ id: z.string(), open: z.number(), onTime: z.number(), isReachable: z.boolean() }),
  ),
})

/** What a manager does when a push wakes them: that nobody has posted, or that somebody says so too late. */
export function actManager(args: Args): void {
  const { person, pace } = args
  const minutes = 1 + 4 * person.random()
  person.takeUp(args.task, minutes * pace.minuteMs, async () => {
    const task = await readTask(person, args.task)
    if (!task) return
    const isSaid = (task.outcome === 'expired' && task.answeredAt) || task.claim
    if (isSaid) await decide(args, task)
    else if (task.outcome === null) await seeTo(args)
  })
}

/** Looks whether it is out, and decides by that. */
async function decide({ panel, platform, doings }: Args, task: Task): Promise<void> {
  doings.managerDecided += 1
  const isAccepted = platform.find(task.title) !== undefined
  await panel.ask(`/assist/tasks/${task.id}/decide`, { body: { isAccepted } })
}

async function seeTo(args: Args): Promise<void> {
  const { person, pace, platform, doings, wasGiven } = args
  if (args.isLeft()) {
    doings.managerLeft += 1
    return
  }
  const task = await openTask(person, args.task)
  if (!task) return
  if (mayBeOut(task) && person.random() < 0.5) {
    doings.managerWaited += 1
    await person.client.ask(`/assist/tasks/${task.id}/close`)
    person.takeUp(`${task.id} again`, 25 * pace.minuteMs, () => lookAgain(args))
    return
  }
  const found = mayBeOut(task) ? platform.find(task.title) : undefined
  if (found) {
    doings.foundPosted += 1
    await answerTask(person, args, task.id, { outcome: 'posted', url: found, isForOther: true })
    return
  }
  const to = person.random() < 0.4 && !wasGiven.has(task.id) ? await findGood(args, task) : null
  if (to) {
    doings.managerGave += 1
    wasGiven.add(task.id)
    const body = { to, note: 'Please do it at once.' }
    await args.panel.ask(`/assist/tasks/${task.id}/assign`, { body })
    return
  }
  await postAsManager(args, task)
}

/** Whoever had it open has had their time: what they posted is theirs to tell; else the manager posts it. */
async function lookAgain(args: Args): Promise<void> {
  const { person, platform } = args
  const task = await openTask(person, args.task)
  if (!task) return
  if (!platform.find(task.title)) return postAsManager(args, task)
  await person.client.ask(`/assist/tasks/${task.id}/close`)
}

async function postAsManager(args: Args, task: Task): Promise<void> {
  const { person, doings } = args
  const url = await postUnderLease({ ...args, task, minutes: 1 })
  if (!url) return
  doings.managerPosted += 1
  await answerTask(person, args, task.id, { outcome: 'posted', url })
}

/** Who has been the most dependable of those who can be reached, as the panel shows it. */
async function findGood({ panel }: Args, task: Task): Promise<string | null> {
  const said = await panel.ask(`/tenants/${task.tenant.id}/assist-overview`, { method: 'GET' })
  if (said.status !== 200) return null
  const [best] = overviewShape
    .parse(said.body)
    .agents.filter(({ isReachable, onTime }) => isReachable && onTime > 0)
    .sort((a, b) => b.onTime - a.onTime || a.open - b.open)
  return best?.id ?? null
}
