import { catalogue, type EventKind } from './index.ts'

type Schema = { properties?: Record<string, unknown> }

const fieldsOf = ({ data }: EventKind): string => {
  const { properties = {} } = data.toJSONSchema({ io: 'input' }) as Schema
  const names = Object.keys(properties).map((name) => `\`${name}\``)
  return names.length === 0 ? '–' : names.join(', ')
}

const row = (kind: EventKind): string =>
  `| \`${kind.type}\` | ${kind.schemaVersion} | ${kind.summary.replaceAll('|', '\\|')} | ${fieldsOf(kind)} |`

/** The catalogue as a table for people; `docs/events.md` has it, and a test sees to it that it is the same. */
export const describeCatalogue = (): string =>
  [
    '| type | version | when it comes | in `data` |',
    '| --- | --- | --- | --- |',
    ...catalogue.map(row),
  ].join('\n')
