/** Instants that lie no further apart share a request, in ms; one request spans at most ten times that. */
const togetherMs = 60_000

/** Parts what is filed under instants by these, so that each part is a window of time that is worth one request. */
export const splitByInstant = <Filed extends { draftAt: Date }>(filed: Filed[]): Filed[][] => {
  const parts: Filed[][] = []
  for (const one of filed.toSorted((a, b) => a.draftAt.getTime() - b.draftAt.getTime())) {
    const part = parts.at(-1)
    const at = one.draftAt.getTime()
    const sinceLast = at - (part?.at(-1)?.draftAt.getTime() ?? 0)
    const sinceFirst = at - (part?.[0]?.draftAt.getTime() ?? 0)
    if (part && sinceLast <= togetherMs && sinceFirst <= 10 * togetherMs) part.push(one)
    else parts.push([one])
  }
  return parts
}
