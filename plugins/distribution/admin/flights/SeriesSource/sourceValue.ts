export const kinds = [
  ['folder', 'A folder'],
  ['feed', 'A feed'],
  ['query', 'A collection'],
] as const

export type Kind = (typeof kinds)[number][0]

/** A source as it stands in the form, where anything of it may be missing yet. */
export type Said = {
  kind?: string
  path?: string
  url?: string
  collection?: string
  where?: unknown
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

export const saidOf = (value: unknown): Said => {
  if (value === null || typeof value !== 'object') return {}
  const { kind, path, url, collection, ...others } = value as Record<string, unknown>
  return Object.fromEntries(
    Object.entries({
      ...others,
      ...{
        kind: textOf(kind),
        path: textOf(path),
        url: textOf(url),
        collection: textOf(collection),
      },
    }).filter(([, one]) => one !== undefined),
  )
}

/** A folder, where nothing is said. */
export const kindOf = ({ kind }: Said): Kind => kinds.find(([one]) => one === kind)?.[0] ?? 'folder'
