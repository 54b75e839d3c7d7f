import { projectState } from '../model/projectState.ts'
import type { DeliveryState } from '../model/states.ts'
import type { Card } from './cardAnswer.ts'
import { fixedBy } from './fixedBy.ts'
import type { DueRow } from './readDue.ts'

export type Note = Card['notes'][number]

const countStates = (due: readonly DueRow[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { state } of due) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

/** What is due, by plan and day, in the order of the first of each; `notesOf` says what is worth a look on one delivery. */
export const toCards = (
  due: readonly DueRow[],
  notesOf: (row: DueRow) => readonly Note[],
): Card[] =>
  [...Map.groupBy(due, ({ plan, wall }) => `${plan} ${wall.slice(0, 10)}`).values()].map((own) => {
    const first = own[0] as DueRow
    const last = own.at(-1) as DueRow
    const counts = countStates(own)
    const notes = new Map<string, Note>()
    for (const row of own) {
      for (const note of notesOf(row)) notes.set(`${note.code} ${note.channel}`, note)
    }
    return {
      ...{ plan: first.plan, post: first.post, tenant: first.tenant },
      ...{ title: first.title, claim: first.claim, series: first.series },
      at: first.at.toISOString(),
      until: last.at.toISOString(),
      ...{ day: first.wall.slice(0, 10), wall: first.wall, wallUntil: last.wall },
      state: projectState(Object.keys(counts) as DeliveryState[]),
      counts,
      channels: own.map(({ channel }) => channel),
      fixed: fixedBy(own),
      notes: [...notes.values()],
    }
  })
