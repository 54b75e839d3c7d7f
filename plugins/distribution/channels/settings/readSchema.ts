import type { FormField } from './form.ts'
import { nameChoice } from './nameChoice.ts'

type Loose = Record<string, unknown>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const source = 'The Postiz of this channel'

/** Follows `#/definitions/Name` and its kin within one document. */
const resolve = (schema: unknown, whole: Loose): Loose => {
  if (!isRecord(schema)) return {}
  if (typeof schema.$ref !== 'string') return schema
  const found = schema.$ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), whole)
  return isRecord(found) ? found : {}
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

const kindOf = (schema: Loose): Pick<FormField, 'kind' | 'choices' | 'min' | 'max'> => {
  const values = Array.isArray(schema.enum) ? schema.enum : []
  if (values.length > 0 && values.every((value) => typeof value === 'string')) {
    return { kind: 'choice', choices: values.map((value) => ({ value, label: nameChoice(value) })) }
  }
  if (schema.type === 'boolean') return { kind: 'flag' }
  if (schema.type !== 'string') return { kind: 'json' }
  if (schema.format === 'uri' || schema.format === 'url') return { kind: 'link' }
  return { kind: 'text', min: numberOf(schema.minLength), max: numberOf(schema.maxLength) }
}

/**
 * The fields of a JSON Schema as Postiz tells the settings of a provider. What has no simple kind is `json`; a sentence in
 * the place of the schema ("No additional settings required") has none.
 */
export const readSchema = (given: unknown): FormField[] => {
  if (!isRecord(given)) return []
  const schema = resolve(given, given)
  if (!isRecord(schema.properties)) return []
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties)
    .filter(([name]) => name !== '__type' && !name.includes('plug-'))
    .map(([name, property]) => {
      const own = resolve(property, given)
      return {
        path: name,
        label: nameChoice(name),
        ...kindOf(own),
        isRequired: required.includes(name),
        ...(typeof own.description === 'string' ? { says: own.description } : {}),
        source,
      }
    })
}
