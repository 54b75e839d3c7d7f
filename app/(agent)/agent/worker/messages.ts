/** What pages say to the service worker. */
export type ToWorker =
  /** Keep these files, and no other ones. Addresses of this server, in full or from the root. */
  | { type: 'keep'; urls: string[] }
  /** A worker that waits takes over now. */
  | { type: 'activate' }
  /** Nobody is logged in any more: leave no file and no notification. */
  | { type: 'forget' }
  /** Ids of tasks that are to be done now, and of those that are over, about which nothing is to be said any more. */
  | { type: 'tasks'; open: string[]; over: string[] }

/** What the service worker says to pages. */
export type ToPage =
  /** A push has come: look for what is new. */
  | { type: 'pushed'; task: string | undefined; isTest: boolean }
  /** A notification was tapped. */
  | { type: 'open'; task: string }
  /** The address by which pushes come is not valid any more. */
  | { type: 'push-changed' }
