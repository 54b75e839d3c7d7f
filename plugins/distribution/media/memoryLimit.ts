import { AsyncLocalStorage } from 'node:async_hooks'

const limits = new AsyncLocalStorage<number>()

/** Three gigabytes: what a clip in 4K takes, and some more. */
const usual = 3 * 1024 ** 3

/** Does work whose programs may each take at most so much memory, in bytes. */
export const withMemoryLimit = <Result>(bytes: number, work: () => Promise<Result>) =>
  limits.run(bytes, work)

/** The most memory that a program may take here, in bytes. */
export const memoryLimit = (): number => limits.getStore() ?? usual
