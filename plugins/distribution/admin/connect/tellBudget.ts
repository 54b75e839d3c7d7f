/** The request budget of a Postiz organisation, as the operation answers. Instants are ISO 8601. */
export type PostizBudget = {
  limit: number | null
  used: number
  startsAnewAt: string | null
  blockedUntil: string | null
  toldAt: string | null
}

/** How much of its hour is used. */
export const tellBudget = ({ limit, used }: PostizBudget): string =>
  limit === null
    ? `Postiz has not told yet how many requests it takes in an hour; ${used === 0 ? 'none is' : `${used} are`} used.`
    : `${used} of ${limit} requests of this hour are used, by all who share this Postiz account.`

/** Whether posts have to wait now. */
export const isSpent = ({ limit, used, blockedUntil }: PostizBudget): boolean =>
  blockedUntil !== null || (limit !== null && used >= limit)
