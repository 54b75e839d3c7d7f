import { posix } from 'node:path'
import { z } from 'zod'
import type { Settings } from '../options.ts'
import type { SeriesSource } from './series.ts'

const path = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(
    (value) =>
      !posix.isAbsolute(value) &&
      !value.includes('\\') &&
      !/^\.\.?(\/|$)/.test(posix.normalize(value)),
    { error: 'Give a folder below the content folder, such as animals/sharks.' },
  )
  .transform((value) => posix.normalize(value).replace(/\/+$/, ''))

const url = z
  .string()
  .trim()
  .max(2_000)
  .refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''), {
    error: 'Give a whole address that begins with https:// or http://.',
  })

const comparison = z.partialRecord(
  z.enum([
    'equals',
    'not_equals',
    'in',
    'not_in',
    'exists',
    'contains',
    'like',
    'greater_than',
    'greater_than_equal',
    'less_than',
    'less_than_equal',
  ]),
  z.union([
    z.string().max(1_000),
    z.number(),
    z.boolean(),
    z.array(z.union([z.string(), z.number()])).max(200),
  ]),
)

/** Conditions on fields of the records themselves: what they point at is somebody else's to show. */
const where = z.record(
  z.string().regex(/^[A-Za-z]\w{0,62}$/, 'Name a field of the collection itself, without a dot.'),
  comparison,
)

export const sourceInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('folder'),
    path: path.meta({ description: 'Below the content folder: animals/sharks.' }),
  }),
  z.strictObject({
    kind: z.literal('feed'),
    url: url.meta({ description: 'Of an RSS, Atom or JSON feed.' }),
  }),
  z.strictObject({
    kind: z.literal('query'),
    collection: z.string().max(100),
    where: where.optional(),
    sort: z
      .string()
      .regex(/^-?[A-Za-z]\w{0,62}$/)
      .optional(),
  }),
])

/** What is wrong with a source, as a sentence; else the source as it is kept. */
export const checkSource = (
  value: unknown,
  { series }: Pick<Settings, 'series'>,
): { source: SeriesSource } | { flaw: string } => {
  const read = sourceInput.safeParse(value)
  if (!read.success) {
    return { flaw: read.error.issues[0]?.message ?? 'Say where the items come from.' }
  }
  const source = read.data
  if (source.kind === 'query' && !Object.hasOwn(series.collections, source.collection)) {
    const known = Object.keys(series.collections).join(', ')
    return { flaw: `Series draw from ${known} in this installation.` }
  }
  if (source.kind === 'folder' && series.contentRoot === undefined) {
    return { flaw: 'This installation has no content folder. Take a feed or a query.' }
  }
  return { source: source as SeriesSource }
}
