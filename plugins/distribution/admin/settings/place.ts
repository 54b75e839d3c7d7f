type Settings = Record<string, unknown>

const isRecord = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A path with the number of the entry it is in: `subreddit[].value.title` in the first is `subreddit[0].value.title`. */
export const placeAt = (path: string, entry?: number): string =>
  entry === undefined ? path : path.replace('[]', `[${entry}]`)

const stepsOf = (place: string): (string | number)[] =>
  place
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))

const child = (value: unknown, step: string | number): unknown => {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined
  return isRecord(value) ? value[step] : undefined
}

/** What stands at a place; undefined where there is nothing. */
export const readPlace = (settings: Settings, place: string): unknown =>
  stepsOf(place).reduce<unknown>(child, settings)

const isHollow = (value: unknown): boolean => isRecord(value) && Object.keys(value).length === 0

const write = (at: unknown, [step, ...rest]: (string | number)[], value: unknown): unknown => {
  if (step === undefined) return value
  const inner = write(child(at, step), rest, value)
  if (typeof step === 'number') {
    const list = Array.isArray(at) ? [...at] : []
    list[step] = inner ?? {}
    return list
  }
  const { [step]: _, ...others } = isRecord(at) ? at : {}
  // A name without anything below it says nothing, so it goes too.
  if (inner === undefined || (rest.length > 0 && isHollow(inner))) return others
  return { ...others, [step]: inner }
}

/** The settings with another value at a place; `undefined` takes it away. What was given is not changed. */
export const writePlace = (settings: Settings, place: string, value: unknown): Settings =>
  write(settings, stepsOf(place), value) as Settings
