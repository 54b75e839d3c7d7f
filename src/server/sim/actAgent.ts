import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CastAgent } from './castOf.ts'
import { answerTask, mayBeOut, openTask, postUnderLease, type Task, type World } from './doTask.ts'
import type { Person } from './openPerson.ts'

type Args = World & { person: Person; temper: CastAgent['temper']; task: string }

const between = (random: () => number, least: number, most: number) =>
  least + random() * (most - least)

/** What a field agent does when a push wakes them. */
export function actAgent(args: Args): void {
  const { person, temper, task, pace } = args
  const { random } = person
  if (temper === 'ignoring') return
  person.takeUp(task, minutesUntil(random) * pace.minuteMs, () => goToWork(args))
}

/** Most come at once; some so late that somebody else was asked meanwhile, and some just when that one comes too. */
const minutesUntil = (random: () => number): number => {
  const coin = random()
  if (coin < 0.1) return between(random, 12, 45)
  if (coin < 0.2) return between(random, 20.2, 22.5)
  return between(random, 0.2, 2)
}

async function goToWork(args: Args): Promise<void> {
  const { person, temper, platform, doings } = args
  const { random } = person
  const task = await openTask(person, args.task)
  if (!task) {
    doings.lateToOpen += 1
    return
  }
  // Who had it open may have posted it without a word: whoever is told of them looks before they post.
  const found = mayBeOut(task) ? platform.find(task.title) : undefined
  if (found) {
    doings.foundPosted += 1
    await answerTask(person, args, task.id, { outcome: 'posted', url: found })
    return
  }
  const coin = random()
  if (coin < 0.005) {
    doings.skipped += 1
    await answerTask(person, args, task.id, { outcome: 'skipped', note: 'The client said no.' })
  } else if (coin < 0.03) {
    doings.handedOver += 1
    await person.client.ask(`/assist/tasks/${task.id}/hand-over`)
  } else if (temper === 'shaky') {
    await (random() < 0.5 ? postTwice(args, task) : postOffline(args, task))
  } else await post(args, task)
}

async function post(args: Args, task: Task): Promise<void> {
  const { person, doings } = args
  const { random } = person
  const isLong = random() < 0.1
  const minutes = isLong ? between(random, 16, 25) : between(random, 0.5, 4)
  const url = await postUnderLease({ ...args, task, minutes })
  if (!url) return
  const said = await answerTask(person, args, task.id, { outcome: 'posted', url })
  if (said.status !== 200 || random() >= 0.02) return
  doings.undone += 1
  await answerTask(person, args, task.id, { outcome: 'undo' })
  await answerTask(person, args, task.id, { outcome: 'posted', url })
}

/** Taps twice: the same answer side by side, under the same client id and under others. */
async function postTwice(args: Args, task: Task): Promise<void> {
  const { person, doings } = args
  const url = await postUnderLease({ ...args, task, minutes: 1 })
  if (!url) return
  doings.doubleTaps += 1
  const key = randomUUID()
  const tap = (id: string) => answerTask(person, args, task.id, { outcome: 'posted', url }, id)
  await Promise.all([tap(key), tap(key), tap(randomUUID()), tap(randomUUID())])
}

/** Loses the network with the task open, posts all the same, and answers when it is back: soon, or after the deadline. */
async function postOffline(args: Args, task: Task): Promise<void> {
  const { person, pace, doings } = args
  const { random } = person
  person.client.disconnect()
  try {
    doings.wentOffline += 1
    const url = await postUnderLease({ ...args, task, minutes: 2, isOffline: true })
    const soonMs = between(random, 1, 20) * pace.minuteMs
    const lateMs = task.deadlineAt.getTime() - Date.now() + 5 * pace.minuteMs
    await sleep(random() < 0.6 ? soonMs : Math.max(soonMs, lateMs))
    person.client.connect()
    if (url) await answerTask(person, args, task.id, { outcome: 'posted', url })
  } finally {
    person.client.connect()
  }
}
