import type { Where } from 'payload'

type Claim = {
  /** What is asked for, without what the claim itself answers. */
  where: Where
  /** The moment by which jobs must be due, ISO 8601; none where the caller does not ask. */
  dueBy: string | undefined
}

const alternatives = (clause: Where): Where[] => (Array.isArray(clause.or) ? clause.or : [])

const askedOf = (clause: Where, field: string, operator: string): unknown => {
  const condition = clause[field]
  return condition && !Array.isArray(condition)
    ? condition[operator as keyof typeof condition]
    : undefined
}

/** "Not processing": the claim also takes what a dead worker left behind. */
const asksForFree = (clause: Where) => askedOf(clause, 'processing', 'equals') === false

/** "Of no key that runs", from a list that was read before the claim, and knows a dead worker's keys as running. */
const asksForFreeKeys = (clause: Where) =>
  alternatives(clause).some((part) => askedOf(part, 'concurrencyKey', 'not_in') !== undefined)

/** Takes apart the question that Payload's runner asks when it claims jobs. */
export const readClaim = (where: Where): Claim => {
  const clauses = Array.isArray(where.and) ? where.and : [where]
  const asked = clauses.filter((clause) => !asksForFree(clause) && !asksForFreeKeys(clause))
  const dueBy = clauses
    .flatMap(alternatives)
    .map((part) => askedOf(part, 'waitUntil', 'less_than'))
    .find((value) => typeof value === 'string')
  return { where: { and: asked }, dueBy: dueBy as string | undefined }
}
