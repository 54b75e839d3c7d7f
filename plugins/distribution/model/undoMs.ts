/** How long an answer can be undone, in milliseconds. */
export const undoMs = 5 * 60_000
