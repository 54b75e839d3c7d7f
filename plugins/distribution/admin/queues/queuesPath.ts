/** Where the page of the queues stands, below the panel's own address. */
export const queuesPath = '/queues'
