/**
 * For looking into a cache: an address has one answer, whatever the headers of a request are. Hosts send `Vary` by hints
 * that a browser adds to what a page loads and not to what a worker fetches.
 */
export const ignoringVary = { ignoreVary: true } as const
