/** A process: its id, and when it began (null where the system does not tell). */
export type Owner = { pid: number; started: string | null }

export function readStartOf(pid: number): string | null
export function isAlive(owner: Owner): boolean
export function readHolder(path: string): Owner | null
export function tryLock(path: string): { release: () => void } | { holder: Owner }
export function withLock<T>(
  args: { path: string; onWait?: (pid: number) => void },
  work: () => Promise<T>,
): Promise<T>
