/** Where the page of what sends claims stands, below the panel's own address. */
export const incomingPath = '/incoming-claims'

/** What the page and the ways to it are called. */
export const incomingTitle = 'Incoming claims'
