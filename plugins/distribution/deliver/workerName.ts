import { hostname } from 'node:os'

/** Names this process on receipts. */
export const workerName = (): string => `${hostname()}:${process.pid}`
