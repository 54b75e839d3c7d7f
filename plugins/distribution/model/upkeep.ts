/** The slugs of the tasks that look after a tenant's connection by themselves: values of an enum in the database. */
export const upkeepSlugs = { check: 'check-channels', figures: 'fetch-analytics' } as const

const minute = 60_000

/** How often a tenant is asked whether figures are due, in milliseconds. */
export const figuresEveryMs = 15 * minute

/** So soon what could not be finished or must be made sure of is looked at again, in milliseconds. */
export const againSoonMs = minute
