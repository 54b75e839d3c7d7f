/** The part of JSON Schema in which the providers' settings are written, checked and told. */
export type SettingsSchema =
  | { type: 'string'; enum?: string[]; minLength?: number; maxLength?: number; format?: 'uri' }
  | { type: 'boolean' }
  | { type: 'number' }
  | { type: 'array'; items: SettingsSchema; minItems?: number }
  | ObjectSchema

export type ObjectSchema = {
  type: 'object'
  properties: Record<string, SettingsSchema>
  required: string[]
}

type Length = { minLength?: number; maxLength?: number }

export const text = (length: Length = {}): SettingsSchema => ({ type: 'string', ...length })
export const oneOf = (...values: string[]): SettingsSchema => ({ type: 'string', enum: values })
export const link: SettingsSchema = { type: 'string', format: 'uri' }
export const flag: SettingsSchema = { type: 'boolean' }
export const list = (items: SettingsSchema, minItems?: number): SettingsSchema => ({
  type: 'array',
  items,
  ...(minItems === undefined ? {} : { minItems }),
})

type Properties = Record<string, SettingsSchema>

export function fields(required: Properties, optional: Properties = {}): ObjectSchema {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
  }
}
