import type { SettingsSchema } from './settingsSchema.ts'

type Args = { schema: SettingsSchema; value: unknown; path: string }
type Checked = { value: unknown; messages: string[] }

/**
 * Checks a provider's settings and converts plain values as Postiz does (any given value of a
 * boolean field becomes a boolean, so the string "false" is true; numbers become strings).
 * Keys that the schema does not know survive. Messages name the full path of the field.
 */
export function checkSettings({ schema, value, path }: Args): Checked {
  switch (schema.type) {
    case 'string':
      return checkString({ schema, value, path })
    case 'boolean':
      return value === undefined || value === null
        ? { value, messages: [`${path} must be a boolean value`] }
        : { value: Boolean(value), messages: [] }
    case 'number':
      return Number.isFinite(Number(value ?? Number.NaN))
        ? { value: Number(value), messages: [] }
        : { value, messages: [`${path} must be a number conforming to the specified constraints`] }
    case 'array':
      return checkArray({ schema, value, path })
    case 'object':
      return checkObject({ schema, value, path })
  }
}

type ArgsOf<T extends SettingsSchema['type']> = Omit<Args, 'schema'> & {
  schema: Extract<SettingsSchema, { type: T }>
}

function checkString({ schema, value, path }: ArgsOf<'string'>): Checked {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
  const converted = isPlain ? String(value) : undefined
  const messages: string[] = []
  if (schema.minLength !== undefined && (converted?.length ?? 0) < schema.minLength)
    messages.push(`${path} must be longer than or equal to ${schema.minLength} characters`)
  if (schema.maxLength !== undefined && (converted?.length ?? 0) > schema.maxLength)
    messages.push(`${path} must be shorter than or equal to ${schema.maxLength} characters`)
  if (schema.enum && !schema.enum.includes(converted ?? ''))
    messages.push(`${path} must be one of the following values: ${schema.enum.join(', ')}`)
  if (schema.format === 'uri' && !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(converted ?? ''))
    messages.push(`${path} must be a URL address`)
  if (converted === undefined) messages.push(`${path} must be a string`)
  return { value: converted ?? value, messages }
}

function checkArray({ schema, value, path }: ArgsOf<'array'>): Checked {
  const items = Array.isArray(value) ? value : []
  const messages: string[] = []
  if (items.length < (schema.minItems ?? 0))
    messages.push(`${path} must contain at least ${schema.minItems} elements`)
  if (!Array.isArray(value)) return { value, messages: [...messages, `${path} must be an array`] }
  const checked = items.map((item, index) =>
    checkSettings({ schema: schema.items, value: item, path: `${path}.${index}` }),
  )
  return {
    value: checked.map((item) => item.value),
    messages: [...messages, ...checked.flatMap((item) => item.messages)],
  }
}

function checkObject({ schema, value, path }: ArgsOf<'object'>): Checked {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { value, messages: [`${path} must be an object`] }
  const given = value as Record<string, unknown>
  const converted: Record<string, unknown> = { ...given }
  const messages: string[] = []
  for (const [key, property] of Object.entries(schema.properties)) {
    const isAbsent = given[key] === undefined || given[key] === null
    if (isAbsent && !schema.required.includes(key)) continue
    const checked = checkSettings({ schema: property, value: given[key], path: `${path}.${key}` })
    converted[key] = checked.value
    messages.push(...checked.messages)
  }
  return { value: converted, messages }
}
