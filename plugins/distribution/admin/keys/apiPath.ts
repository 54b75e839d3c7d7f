/** Where the page for programs stands, below the panel's own address. */
export const apiPath = '/api'

/** What the page and the way to it are called. */
export const apiTitle = 'API'
