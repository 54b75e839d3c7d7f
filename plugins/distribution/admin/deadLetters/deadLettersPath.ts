/** Where the page of what failed or expired stands, below the panel's own address. */
export const deadLettersPath = '/dead-letters'

/** What the page and the ways to it are called. */
export const deadLettersTitle = 'Failed posts'
