import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'

export type Schema = Record<string, unknown> & {
  properties?: Record<string, Schema>
  required?: string[]
}

/** How ids look in this installation, by what its database adapter has. */
export type IdKind = 'uuid' | 'number'

export type Schemas = {
  /** The JSON Schema (2020-12) of what is taken in or given out. */
  of: (type: z.ZodType, io: 'input' | 'output') => Schema
  /** A value of an example, with ids as this installation has them. */
  example: (value: unknown) => unknown
  /** The schemas that others refer to, by name; complete once all others were made. */
  components: Record<string, Schema>
}

const idSchemas = {
  uuid: { type: 'string', format: 'uuid' },
  number: { type: 'integer', minimum: 1 },
} as const

const numbers = new Map<unknown, number>(
  Object.values(exampleIds).map((id, index) => [id, index + 1]),
)

const isObject = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/**
 * Makes JSON Schemas for the reference: what has the meta `component` stands once, under that name; what has `isId` is an
 * id as this installation has it; and an instant is told by its format alone.
 */
export const createSchemas = (ids: IdKind): Schemas => {
  const components: Record<string, Schema> = {}
  const tidy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(tidy)
    if (!isObject(value)) return value
    if (value.isId === true) {
      const { description } = value
      return { ...idSchemas[ids], ...(description === undefined ? {} : { description }) }
    }
    const { component, ...rest } = value
    if (rest.format === 'date-time') delete rest.pattern
    const made = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, tidy(part)]))
    if (typeof component !== 'string') return made
    components[component] = made
    return { $ref: `#/components/schemas/${component}` }
  }
  return {
    components,
    example: (value) =>
      ids === 'uuid' || value === undefined
        ? value
        : JSON.parse(JSON.stringify(value), (_, part) => numbers.get(part) ?? part),
    of: (type, io) => {
      const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
      return tidy(schema) as Schema
    },
  }
}
