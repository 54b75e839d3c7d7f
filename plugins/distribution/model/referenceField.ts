import type { Field } from 'payload'

/** A name that another program gave to a record: 1 to 200 visible characters without spaces at the ends. */
const isReference = (value: unknown): true | string =>
  (typeof value === 'string' && /^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(value)) ||
  'Use 1 to 200 plain characters, as the other program writes it.'

/** By which the program that sends claims calls a record. `them`: what the record is called in a sentence. */
export const referenceField = (them: 'it' | 'them'): Field => ({
  name: 'reference',
  type: 'text',
  required: true,
  maxLength: 200,
  validate: isReference,
  admin: { description: `By which the program that sends claims calls ${them}.` },
})
