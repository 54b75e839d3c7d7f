/** The slugs of the tasks that look after a tenant by themselves: values of an enum in the database. */
export const upkeepSlugs = {
  check: 'check-channels',
  figures: 'fetch-analytics',
  tidy: 'tidy-media',
  look: 'look-at-media',
} as const

const minute = 60_000

/** How often a tenant is asked whether figures are due, in milliseconds. */
export const figuresEveryMs = 15 * minute

/** So soon what could not be finished or must be made sure of is looked at again, in milliseconds. */
export const againSoonMs = minute

/** How often the files that were made for a tenant are looked through, in milliseconds. */
export const tidyEveryMs = 24 * 60 * minute
