import type { FormField } from '../../../channels/settings/form.ts'

const ofPost = { title: 'the title of the post', link: 'the link of the post' } as const

const tellLength = ({ kind, min, max, maxTogether }: FormField): string => {
  if (maxTogether !== undefined) return `At most ${maxTogether} characters together.`
  if (kind !== 'text') return ''
  if (min !== undefined && max !== undefined) return `${min} to ${max} characters.`
  if (max !== undefined) return `At most ${max} characters.`
  return min !== undefined && min > 1 ? `At least ${min} characters.` : ''
}

/** What a person should know of a setting, besides its name. */
export const describeField = (field: FormField): string =>
  [
    field.says ?? '',
    tellLength(field),
    field.fromPost ? `Left empty, it is ${ofPost[field.fromPost]}.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')

const show = (field: FormField, value: unknown): string => {
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return field.choices?.find((choice) => choice.value === text)?.label ?? text
}

/** What holds while a setting is empty: what the channel says, or what the platform takes by itself. */
export const tellInherited = (field: FormField, inherited: unknown): string => {
  if (inherited !== undefined && inherited !== null && inherited !== '') {
    return `As the channel says: ${show(field, inherited)}`
  }
  return field.default === undefined ? '' : `${show(field, field.default)}, unless you choose`
}
