/** How far a tick looks ahead, in milliseconds: the period until the next one, and a little more in case that is late. */
export const lookAheadMs = 65_000
