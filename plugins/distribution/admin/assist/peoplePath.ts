/** Where the page of those who post by phone stands, below the panel's own address. */
export const peoplePath = '/people'

/** What the page and the ways to it are called. */
export const peopleTitle = 'Posting by people'
