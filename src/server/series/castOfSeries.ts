import type { SandboxOrganisation } from '../../sandbox/postiz/index.ts'
import { type Animal, animals, boardOf } from '../../seed/series/animals.ts'

/** An account at Pinterest that Postiz reaches, with its boards and the series that go there. */
export type PinAccount = { id: string; name: string; series: string[] }

export type SeriesCast = {
  tenant: { name: string; slug: string; timezone: string }
  animals: Animal[]
  /** All other series go through the stand-in of Make. */
  accounts: PinAccount[]
}

export const postizKey = 'series-key'

/** Clocks go forward there in March. */
const timezone = 'America/New_York'

/** Series that come first where only some fly: both sorts of size, both routes. */
const first = ['foxes', 'geese', 'mice', 'wolves', 'turtles', 'sharks']

const accountsOf = (): PinAccount[] => [
  { id: 'pins-of-the-sea', name: 'Sea to colour', series: ['otters', 'sharks', 'crabs'] },
  { id: 'pins-of-the-wood', name: 'Wood to colour', series: ['deer', 'bears'] },
]

/** The client of the month, with so many series. */
export function castOfSeries(count: number): SeriesCast {
  const inOrder = [
    ...animals.filter(({ slug }) => first.includes(slug)),
    ...animals.filter(({ slug }) => !first.includes(slug)),
  ]
  const taken = inOrder.slice(0, count)
  const slugs = new Set(taken.map(({ slug }) => slug))
  return {
    tenant: { name: 'Crayon & Friends', slug: 'crayon', timezone },
    animals: taken,
    accounts: accountsOf().map((account) => ({
      ...account,
      series: account.series.filter((slug) => slugs.has(slug)),
    })),
  }
}

/** The id of a board says whose it is, and tells a board from the one of the same name before it. */
export const boardIdOf = (slug: string, nth = 1): string => `board-of-${slug}-${nth}`

/** Whose board it is that has this id. */
export const slugOfBoard = (id: string): string | undefined => id.match(/^board-of-(.+)-\d+$/)?.[1]

/** The boards of an account, as Postiz tells of them. `ids`: those of another id than their first; null where one is gone. */
export const boardsOf = (
  cast: SeriesCast,
  account: PinAccount,
  ids: ReadonlyMap<string, string | null> = new Map(),
): { id: string; name: string }[] =>
  cast.animals.flatMap((animal) => {
    const { slug } = animal
    const id = ids.has(slug) ? ids.get(slug) : boardIdOf(slug)
    return id && account.series.includes(slug) ? { id, name: boardOf(animal) } : []
  })

export const organisationsOf = (cast: SeriesCast): SandboxOrganisation[] => [
  {
    name: cast.tenant.name,
    key: postizKey,
    integrations: cast.accounts.map((account) => ({
      id: account.id,
      name: account.name,
      identifier: 'pinterest',
      tools: { boards: boardsOf(cast, account) },
    })),
  },
]
