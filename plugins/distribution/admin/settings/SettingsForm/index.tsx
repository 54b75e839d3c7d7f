'use client'

import { Banner } from '@payloadcms/ui'
import type { FormField } from '../../../channels/settings/form.ts'
import { readPlace } from '../place.ts'
import { EntriesField } from './EntriesField.tsx'
import { Field } from './Field.tsx'
import type { FormArgs } from './formArgs.ts'
import { OtherSettings } from './OtherSettings.tsx'
import './index.css'

const isEntry = ({ path }: FormField): boolean => path.includes('[]')

/** The settings of a platform, each as the field that it is, and what nobody knows as text at the end. */
export const SettingsForm = (args: FormArgs) => {
  const { form, values, inherited } = args
  const fields = form.fields.filter((field) => !isEntry(field) && field.kind !== 'json')
  // What few need stands below what all need, but for what is set already.
  const isFirst = ({ path, isRequired, tool }: FormField) =>
    isRequired ||
    tool !== undefined ||
    readPlace(values, path) !== undefined ||
    (inherited !== undefined && readPlace(inherited, path) !== undefined)
  const ordered = [...fields.filter(isFirst), ...fields.filter((field) => !isFirst(field))]
  const show = (field: FormField) =>
    field.kind === 'list' && field.entries === 'rules' ? (
      <EntriesField
        key={field.path}
        {...args}
        field={field}
        fields={form.fields.filter(({ path }) => path.startsWith(`${field.path}[].`))}
      />
    ) : (
      <Field key={field.path} {...args} field={field} />
    )
  return (
    <div className="postyard-settings">
      {form.postizFault ? (
        <Banner type="default">
          {form.postizFault.message} Until then its lists are not at hand; values can be typed.
        </Banner>
      ) : null}
      {form.fields.length === 0 ? (
        <p className="postyard-settings__none">{form.name} has no settings of its own.</p>
      ) : null}
      <div className="postyard-settings__fields">{ordered.map(show)}</div>
      <OtherSettings {...args} />
    </div>
  )
}
