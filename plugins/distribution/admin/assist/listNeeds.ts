import type { PeopleAnswer } from '../../assist/operations/listPeople.ts'
import type { WatchedTask } from '../../assist/watchedTask.ts'
import { nameChannel } from '../channels/nameChannel.ts'
import { formatDistance } from '../time/formatDistance.ts'
import { formatMoment } from '../time/formatMoment.ts'
import { type Person, tellUnreachable } from './tellPhone.ts'

/** What wants staff now: one sentence with its cause. What can be done hangs on the task, the person or the client. */
export type Need = { key: string; state: string; sentence: string } & (
  | { task: WatchedTask }
  | { person: Person }
  | { tenant: PeopleAnswer['tenants'][number] }
)

type Args = {
  tasks: readonly WatchedTask[]
  people: readonly Person[]
  tenants: PeopleAnswer['tenants']
  now: Date
  /** Where the app for phones is. */
  appUrl: string
  /** The zone of a client. */
  zoneOf: (tenant: unknown) => string
}

/** `"Open house" on WhatsApp Status of Marina Estates`. */
export const nameTask = ({ title, channel, tenant }: WatchedTask): string =>
  `"${title}" on ${nameChannel(channel)} of ${tenant.name}`

const order = ['decide', 'expired', 'nobody', 'late'] as const

const states = { decide: 'unknown', expired: 'expired', nobody: 'no_worker', late: 'late' }

/** A span without its direction: "41 min". */
const since = (at: string, now: Date): string =>
  formatDistance(new Date(at), now).replace(/ ago$|^in /, '')

const tellTask = (task: WatchedTask, { now, zoneOf }: Args): string => {
  const zone = zoneOf(task.tenant.id)
  const clock = (at: string) => formatMoment({ at: new Date(at), zone, now })
  const name = nameTask(task)
  const who = task.assignee?.name ?? 'nobody'
  switch (task.need) {
    case 'decide':
      if (task.claim) {
        return `${task.claim.by.name} says that ${name} was posted: at ${clock(task.claim.at)}, while ${task.lease || task.assignee ? `${task.lease?.holder.name ?? who} had it` : 'it was asked for anew'}. Look whether it is there, and decide.`
      }
      return `${task.answeredBy?.name ?? 'Somebody'} says that ${name} was posted: at ${clock(task.answeredAt ?? task.deadlineAt)}, after its deadline at ${clock(task.deadlineAt)}. Look whether it is there, and decide.`
    case 'expired':
      return `${name} had no answer by ${clock(task.deadlineAt)}; ${who === 'nobody' ? 'nobody had it' : `${who} had it last`}. Say what became of it, or have it asked again.`
    case 'nobody':
      return `Nobody has ${name}, due ${clock(task.dueAt)}. ${task.why ?? ''}`.trim()
    default:
      return `${who} has not answered for ${since(task.askedAt, now)}: ${name}, due ${clock(task.dueAt)}, expires ${clock(task.deadlineAt)}.`
  }
}

const ofTasks = (args: Args): Need[] =>
  order.flatMap((need) =>
    args.tasks
      .filter((task) => task.need === need)
      .map((task) => ({
        key: `${need} ${task.id}`,
        state: states[need],
        sentence: tellTask(task, args),
        task,
      })),
  )

const ofTenants = ({ tenants }: Args): Need[] =>
  tenants
    .filter(({ project }) => project === null)
    .map((tenant) => ({
      key: `push ${tenant.id}`,
      state: 'limited',
      sentence: `${tenant.name} has no push service, so its people learn of a task only by mail, or when they look. Connect a Firebase project.`,
      tenant,
    }))

/** Whoever is asked first must be reachable; of managers, who only stand in, it is not said. */
const ofPeople = ({ people, appUrl }: Args): Need[] =>
  people
    .filter(({ isFieldAgent }) => isFieldAgent)
    .flatMap((person) => {
      const sentence = tellUnreachable(person, appUrl)
      return sentence ? [{ key: `phone ${person.id}`, state: 'limited', sentence, person }] : []
    })

/** What wants staff, the most pressing first: tasks, then clients without push, then people whom no push reaches. */
export const listNeeds = (args: Args): Need[] => [
  ...ofTasks(args),
  ...ofTenants(args),
  ...ofPeople(args),
]
