import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'
import { actAgent } from './actAgent.ts'
import { actManager } from './actManager.ts'
import type { Scene } from './buildScene.ts'
import type { Cast } from './castOf.ts'
import type { World } from './doTask.ts'
import { listenForPushes, type WakeUp } from './listenForPushes.ts'
import { behaviourOf, isGone, misbehave } from './misbehave.ts'
import { openPerson, type Person } from './openPerson.ts'
import { logIn, newToken, type Phone, signIn } from './signIn.ts'

type Args = {
  scene: Pick<Scene, 'api' | 'fcmUrl'>
  cast: Cast
  world: World
  randomSeed: number
  /** After this time those whose app was installed anew open it, ms. */
  renewAfterMs: number
  signal: AbortSignal
  onError: (error: unknown) => void
}

/** Of all that reaches managers the second is left lying, and then every twelfth; but no more than this share of all tasks. */
const mostLeft = 0.02

const leaving = (tasks: number): (() => boolean) => {
  let seen = 0
  let left = 0
  return () => {
    seen += 1
    const isLeft = seen === 2 || (seen % 12 === 0 && left < mostLeft * tasks - 1)
    if (isLeft) left += 1
    return isLeft
  }
}

/** Logs everybody in on a phone of their own, each listening for its pushes; nobody looks for tasks unasked. */
export async function gatherPeople(args: Args): Promise<Person[]> {
  const { scene, cast, world, randomSeed, renewAfterMs, signal, onError } = args
  const { api, fcmUrl } = scene
  const people: Person[] = []
  const join = (name: string, phone: Phone, act: (person: Person, push: WakeUp) => void) => {
    const random = seededRandom(randomSeed * 1_009 + people.length + 1)
    const person = openPerson({ name, client: phone.client, random, onError })
    people.push(person)
    const listen = (token: string) =>
      void listenForPushes({
        fcmUrl,
        token,
        onPush: (push) => act(person, push),
        signal,
      }).catch(onError)
    listen(phone.token)
    return listen
  }
  for (const [place, { name, email, temper }] of cast.agents.entries()) {
    const phone = await signIn(api, email, `Phone of ${name}`)
    const listen = join(name, phone, (person, { task }) =>
      actAgent({ ...world, person, temper, task }),
    )
    const behaviour = behaviourOf(place)
    if (behaviour) await misbehave(fcmUrl, phone.token, behaviour)
    if (isGone(place)) void renew(phone, renewAfterMs, signal).then(listen, onError)
  }
  const isLeft = leaving(cast.tasks.length)
  const wasGiven = new Set<string>()
  for (const { name, email } of cast.managers) {
    const phone = await signIn(api, email, `Phone of ${name}`)
    const panel = await logIn(api, email)
    join(name, phone, (person, { task }) =>
      actManager({ ...world, person, panel, task, isLeft, wasGiven }),
    )
  }
  return people
}

/** Opens an app that was installed anew: it tells its new token. */
async function renew({ client, id }: Phone, afterMs: number, signal: AbortSignal) {
  await sleep(afterMs, undefined, { signal, ref: false })
  const token = newToken()
  await client.ask(`/devices/${id}/report`, { body: { token, notifications: 'granted' } })
  return token
}
