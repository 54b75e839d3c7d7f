import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import { type Operation, takesKey } from '../../operation.ts'
import { createSchemas, type IdKind, type Schema } from '../openapi/createSchemas.ts'

/** The tool of an operation: `plans_cancel` for `plans.cancel`. */
export const toolNameOf = ({ name }: Pick<Operation, 'name'>): string => name.replaceAll('.', '_')

const idempotencyKey = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  description:
    'An id that you make for this one act, such as a UUID. Call again with the same key and the same arguments where no answer came: what was done is not done twice.',
}

/** Schemas that others refer to stand in the tool itself, since it is read alone. */
const standAlone = (schema: Schema, components: Record<string, Schema>): Schema => {
  const isUsed = JSON.stringify(schema).includes('"#/components/schemas/')
  const whole = isUsed ? { ...schema, $defs: components } : schema
  return JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/'))
}

/** An operation as a tool for AI agents: all of it is read from its definition. */
export const describeTool = (operation: Operation, ids: IdKind): Tool => {
  const { summary, description, isReadOnly = false } = operation
  const schemas = createSchemas(ids)
  const input = schemas.of(operation.input, 'input')
  const properties = { ...input.properties, ...(takesKey(operation) ? { idempotencyKey } : {}) }
  const output = schemas.of(operation.output, 'output')
  return {
    name: toolNameOf(operation),
    description: description === undefined ? summary : `${summary} ${description}`,
    inputSchema: {
      ...standAlone({ ...input, properties }, schemas.components),
      type: 'object',
    } as Tool['inputSchema'],
    ...(output.type === 'object'
      ? { outputSchema: standAlone(output, schemas.components) as Tool['outputSchema'] }
      : {}),
    annotations: { readOnlyHint: isReadOnly, destructiveHint: !isReadOnly },
  }
}
