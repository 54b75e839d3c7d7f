/** Where the page of those who are sent events stands, below the panel's own address. */
export const subscribersPath = '/event-webhooks'

/** What the page and the way to it are called. */
export const subscribersTitle = 'Webhooks for events'
