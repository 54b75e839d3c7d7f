type Place = {
  /** The path with the real indices, such as `subreddit[0].value.title`. */
  at: string
  value: unknown
  /** Changes the value where it stands; absent where there is no place for one. */
  set?: (value: unknown) => void
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const step = (place: Place, name: string): Place => {
  const at = place.at === '' ? name : `${place.at}.${name}`
  const parent = place.value
  if (!isRecord(parent)) return { at, value: undefined }
  return {
    at,
    value: Object.hasOwn(parent, name) ? parent[name] : undefined,
    set: (value) => {
      parent[name] = value
    },
  }
}

const spread = (place: Place): Place[] =>
  Array.isArray(place.value)
    ? place.value.map((value, index) => ({ at: `${place.at}[${index}]`, value }))
    : []

/** All places of `settings` that a rule's `path` names: one, or one for each entry of a list on its way. */
export const readSettings = ({
  settings,
  path,
}: {
  settings: Record<string, unknown>
  path: string
}): Place[] => {
  let places: Place[] = [{ at: '', value: settings }]
  for (const part of path.split('.')) {
    const isList = part.endsWith('[]')
    const name = isList ? part.slice(0, -2) : part
    places = places.map((place) => step(place, name))
    if (isList) places = places.flatMap(spread)
  }
  return places
}
