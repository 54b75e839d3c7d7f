/** Told of each execution as it begins, with the job's id; the job lasts until it resolves. */
export type OnExecution = (jobID: string) => Promise<void> | undefined

/** A process that can work the queues of a peer. */
export type Connected = {
  /** Runs the jobs of this queue, `slots` at a time, until it is closed. */
  open: (args: {
    queue: string
    onExecution: OnExecution
  }) => Promise<{ close: () => Promise<void> }>
}

type ConnectArgs = {
  url: string
  /** How many jobs this process runs side by side. */
  slots: number
  /** The most connections of its pool. */
  pool: number
  /** For how long the job of a dead worker is held, ms. Without it: as the peer has it. */
  leaseMs?: number
}

/** A job queue on Postgres, as its own documentation says to use it. */
export type Peer = {
  /** Makes its schema in an empty database. */
  prepare: (args: { url: string }) => Promise<void>
  /** Puts jobs that do nothing into these queues, in the process that has prepared the database. */
  fill: (args: { url: string; queues: Record<string, number> }) => Promise<void>
  /** A statement that gives one row with one number, `open`: the jobs of queue $1 that are not done. */
  countOpen: string
  connect: (args: ConnectArgs) => Promise<Connected>
}
