import { z } from 'zod'

/** A JSON Schema as zod makes it, with the marks of our own schemas: `isId`, and `component`, the name of a shared one. */
export type RawSchema = {
  type?: string
  format?: string
  description?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: RawSchema[]
  items?: RawSchema
  properties?: Record<string, RawSchema>
  required?: string[]
  isId?: boolean
  component?: string
}

export const rawSchema = (type: z.ZodType, io: 'input' | 'output'): RawSchema =>
  z.toJSONSchema(type, { io, unrepresentable: 'any' }) as RawSchema
