import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startProgram } from '../chaos/startProgram.ts'
import { setupError } from '../setupError.ts'
import { endChild } from '../superviseChild.ts'
import { type HouseOrder, type HouseStart, houseAnswer } from './houseOrder.ts'

type Args = {
  root: string
  /** The compiled house. */
  program: string
  env: NodeJS.ProcessEnv
  logDir: string
}

/** The process that plans, flies and delivers; it may be killed, and comes back with nothing but its database. */
export type House = {
  /** Starts it and waits until it is at work. */
  start: (wanted?: HouseStart) => Promise<void>
  /** Gives an order and waits until it is carried out. Throws what the house says where it is not. */
  tell: (order: HouseOrder) => Promise<void>
  /** Gives an order, kills the house after so many ms in the middle of it, and waits until it is gone. */
  killWhile: (order: HouseOrder, afterMs: number) => Promise<void>
  stop: () => Promise<void>
}

/** An order may take so long, ms. */
const patienceMs = 120_000

export function openHouse({ root, program, env, logDir }: Args): House {
  let child: ChildProcess | undefined
  let starts = 0
  let orders = 0

  const gone = () =>
    setupError({
      code: 'HOUSE_GONE',
      message: `The house of the month ended by itself: see house-${starts}.log in ${logDir}.`,
    })
  const failed = (order: HouseOrder, why: string) =>
    setupError({ code: 'HOUSE_FAILED', message: `The house could not ${order.do}: ${why}` })
  const send = (order: HouseOrder): { nth: number; to: ChildProcess } => {
    const to = child
    if (!to?.connected) throw gone()
    orders += 1
    to.send({ nth: orders, order })
    return { nth: orders, to }
  }

  return {
    async start(wanted = {}) {
      starts += 1
      const started = await startProgram({
        program: process.execPath,
        args: [program, JSON.stringify(wanted)],
        cwd: root,
        env,
        logFile: join(logDir, `house-${starts}.log`),
      })
      child = started.child
    },
    tell(order) {
      const { nth, to } = send(order)
      return new Promise((resolve, reject) => {
        const end = (error?: unknown) => {
          clearTimeout(timer)
          to.off('message', hear).off('exit', leave)
          if (error === undefined) resolve()
          else reject(error)
        }
        const hear = (said: unknown) => {
          const answer = houseAnswer.parse(said)
          if (answer.nth === nth) end(answer.error && failed(order, answer.error))
        }
        const leave = () => end(gone())
        const timer = setTimeout(() => end(failed(order, 'it takes too long')), patienceMs)
        to.on('message', hear).on('exit', leave)
      })
    },
    async killWhile(order, afterMs) {
      const { to } = send(order)
      const ended = once(to, 'exit')
      await sleep(afterMs)
      to.kill('SIGKILL')
      await ended
      child = undefined
    },
    async stop() {
      if (child) await endChild({ child, timeoutMs: 3_000 })
    },
  }
}
