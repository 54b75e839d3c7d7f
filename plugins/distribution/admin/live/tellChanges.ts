import { lookOf } from '../states/looks.ts'

type Named = { id: string | number; state: string; name: string }

/** One sentence for what has changed between two looks: "Instagram: Published. TikTok: Failed." Empty where nothing has. */
export const tellChanges = (before: Named[], now: Named[]): string => {
  const states = new Map(before.map(({ id, state }) => [id, state]))
  return now
    .filter(({ id, state }) => states.has(id) && states.get(id) !== state)
    .map(({ name, state }) => `${name}: ${lookOf(state).word}.`)
    .join(' ')
}
