import { forkProgram, type Program } from '../support/forkProgram.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import type { DispatchMessage, DispatchOrder } from './dispatchProgram.ts'
import type { Model } from './multiply.ts'

/** A process that ticks when it is told to. */
export type Ticker = {
  /** Ticks as if it were this time. `ms` is what the tick took. */
  tick: (now: Date) => Promise<{ ms: number; woken: number }>
  close: () => Promise<void>
}

type Args = { house: BenchHouse; path: string; url: string }

const fork = ({ house, path, url }: Args, order: DispatchOrder): Program<DispatchMessage> =>
  forkProgram<DispatchMessage>({ path, order, env: house.envOf(url) })

/** Starts a process with the application in it, connected and ready to tick. */
export const openTicker = async (args: Args): Promise<Ticker> => {
  const program = fork(args, { act: 'tick' })
  await program.next('ready')
  return {
    tick: (now) => {
      const ticked = program.next('ticked')
      program.tell({ type: 'tick', now })
      return ticked
    },
    close: program.kill,
  }
}

/** Puts one of everything into an empty house, through the application itself. */
export const furnish = async (args: Args): Promise<Model> => {
  const program = fork(args, { act: 'furnish' })
  const { type: _, ...model } = await program.next('furnished')
  await program.kill()
  return model
}
