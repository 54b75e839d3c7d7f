import { tellLength } from '../../plan/spread/tellLength.ts'
import { toInstant } from '../time/wallTime.ts'

/** What the form holds, as it was typed. */
export type StartFields = {
  post: string
  count: string
  labels: string
  platforms: string
  /** As the field for date and time gives it, by the clock of the client; empty for at once. */
  from: string
  hours: string
  minMinutes: string
  maxMinutes: string
  text: string
}

export const emptyFields: StartFields = {
  post: '',
  count: '',
  labels: '',
  platforms: '',
  from: '',
  hours: '6',
  minMinutes: '',
  maxMinutes: '',
  text: '',
}

const words = (text: string): string[] => [
  ...new Set(text.split(',').flatMap((one) => one.trim() || [])),
]

const number = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text))

/** Leaves out what has no value: what is not said is as the installation has it. */
const said = <Fields extends Record<string, unknown>>(fields: Fields): Fields | undefined => {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined)
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as Fields)
}

/** The form as `distribution.start` takes it. */
export const toStartWish = (
  fields: StartFields,
  zone: string,
  seed?: string,
): Record<string, unknown> => {
  const labels = words(fields.labels)
  const platforms = words(fields.platforms)
  const criteria = said({
    labels: labels.length > 0 ? { any: labels } : undefined,
    platforms: platforms.length > 0 ? platforms : undefined,
  })
  return {
    post: fields.post,
    select: { ...said({ count: number(fields.count) }), criteria: criteria ?? {} },
    ...said({
      window: said({
        from: fields.from === '' ? undefined : toInstant(fields.from, zone),
        hours: number(fields.hours),
      }),
      gap: said({
        minMinutes: number(fields.minMinutes),
        maxMinutes: number(fields.maxMinutes),
      }),
      variation: fields.text.trim() === '' ? undefined : { text: fields.text },
      seed,
    }),
  }
}

type Problem = { errors: { path: string; code: string; message: string; at?: string }[] }

/** What a press changes in the form so that all fit; the first window that is long enough. */
export const remedyOf = (
  { errors }: Problem,
  window: { from: string },
): { label: string; change: Partial<StartFields> } | undefined => {
  const longer = errors.find(({ path, code, at }) => path === 'remedies' && code === 'window' && at)
  if (!longer?.at) return undefined
  const hours = (Date.parse(longer.at) - Date.parse(window.from)) / 3_600_000
  // Rounded up, so that what would fit still does.
  const rounded = Math.ceil(hours * 100) / 100
  return { label: `Take ${tellLength(rounded * 3_600_000)}`, change: { hours: String(rounded) } }
}
